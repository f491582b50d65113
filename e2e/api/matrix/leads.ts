import {
  type Entry,
  type Expected,
  type Field,
  forbidden,
  fresh,
  type IdPosition,
  unstorable,
  type World,
} from "@/e2e/matrix";
import { inUnit } from "@/e2e/matrix-units";
import { seedLead } from "@/e2e/seed";

const refused = { "OU viewer": forbidden };
const noLead: Expected = { status: 404, code: "lead_not_found" };
const there = ({ org, unit }: World) => seedLead(org.org_id, unit.unit_id);
const nonObjects: unknown[] = [null, 7, true, "x", [], [{}]];

const fields: Record<string, Field> = {
  owner_name: {
    required: false,
    bad: [7, true, [], {}, ...unstorable, "", "  ", "a\nb", "x".repeat(101)],
    good: [null, "Grace Okafor", "__proto__"],
  },
  profile: {
    required: false,
    bad: [...nonObjects, { a: {} }, { a: [] }, { a: "x".repeat(1001) }, { a: "a\0b" }],
    good: [{}, { name: "Zoë", employees: 7, is_customer: true, left: null }, { constructor: "x" }],
  },
  aliases: {
    required: false,
    bad: [null, "x", {}, [{}], [{ alias_kind: "name", raw_value: "x" }], [{ alias_kind: "email", raw_value: "" }]],
    good: [[], [{ alias_kind: "social", raw_value: "@zoë🚀" }]],
  },
};
const body = () => ({ owner_name: "Grace", aliases: [{ alias_kind: "cookie", raw_value: fresh("cookie") }] });

function inPath(path: (id: string) => string, sent?: () => object): IdPosition {
  return {
    at: "path",
    kind: "lead",
    request: (_world, id) => ({ path: path(id), ...(sent ? { body: sent() } : {}) }),
    own: there,
    otherwise: noLead,
  };
}

function reading(id: string, path: (id: string) => string): Entry {
  return {
    id,
    method: "GET",
    success: 200,
    request: async (world) => ({ path: path(await there(world)) }),
    ids: [inPath(path)],
  };
}

const byId = (id: string) => `/leads/${id}`;
const event = () => ({ event_type: "seen", aliases: [{ alias_kind: "cookie", raw_value: fresh("visitor") }] });

export const leadEntries: Entry[] = inUnit([
  {
    id: "ingest",
    method: "POST",
    success: 202,
    request: () => ({ path: "/ingest", body: event(), headers: { "Idempotency-Key": fresh("key").replace(" ", "-") } }),
    refused,
    ids: [
      {
        at: "body lead_id",
        kind: "lead",
        request: (_world, id) => ({ path: "/ingest", body: { event_type: "seen", lead_id: id } }),
        own: there,
        otherwise: noLead,
      },
    ],
  },
  { id: "listLeads", method: "GET", success: 200, request: () => ({ path: "/leads" }) },
  { id: "listTopLeads", method: "GET", success: 200, request: () => ({ path: "/top-leads?limit=3" }) },
  { id: "getScoring", method: "GET", success: 200, request: () => ({ path: "/scoring" }) },
  {
    id: "createLead",
    method: "POST",
    success: 201,
    request: () => ({ path: "/leads", body: body() }),
    refused,
    fields,
  },
  reading("getLead", byId),
  {
    id: "updateLead",
    method: "PUT",
    success: 200,
    request: async (world) => ({ path: byId(await there(world)), body: body() }),
    refused,
    ids: [inPath(byId, body)],
    fields,
  },
  {
    id: "eraseLead",
    method: "DELETE",
    success: 204,
    request: async (world) => ({ path: byId(await there(world)) }),
    refused,
    ids: [inPath(byId)],
  },
  reading("getLeadScore", (id) => `/leads/${id}/score`),
  reading("getScore", (id) => `/score/${id}`),
  reading("explainScore", (id) => `/score/${id}/explain`),
  reading("getScoreHistory", (id) => `/score/${id}/history`),
]);
