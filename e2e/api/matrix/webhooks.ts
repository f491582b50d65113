import { type Entry, forbidden, fresh, type IdPosition, noUnit, textField, type World } from "@/e2e/matrix";
import { seedWebhookDelivery, seedWebhookEndpoint } from "@/e2e/seed-history";

const refused = { "OU admin": forbidden, "OU editor": forbidden, "OU viewer": forbidden, "no access": forbidden };
const noEndpoint = { status: 404, code: "webhook_endpoint_not_found" };

const made = ({ org }: World) => seedWebhookEndpoint(org.org_id);
const at = (id: string, below = "") => `/webhook-endpoints/${id}${below}`;
const content = { url: "https://hooks.example.com/in", event_types: ["rule.*"] };

/** An operation on one endpoint. */
function onOne(below = "", body?: () => object): Pick<Entry, "request" | "ids"> {
  const ask = (id: string) => ({ path: at(id, below), ...(body ? { body: body() } : {}) });
  const position: IdPosition = {
    at: "path",
    kind: "webhookEndpoint",
    request: (_world, id) => ask(id),
    own: made,
    otherwise: noEndpoint,
  };
  return { request: async (world) => ask(await made(world)), ids: [position] };
}

const unitPosition = (request: IdPosition["request"]): IdPosition => ({
  at: "body unit_id",
  kind: "unit",
  request,
  own: (world) => world.unit.unit_id,
  otherwise: noUnit,
});

const nowhere = [
  ...["", "x", "hooks.example.com", "http://hooks.example.com/", "ftp://hooks.example.com/", "https://"],
  ...["https://me:secret@example.com/", "https://me@example.com/", "https://example.com/#part", "https://localhost/"],
  ...[
    "https://hooks.localhost/",
    "https://10.0.0.1/",
    "https://[fd00::1]/",
    "https://0xa.1/",
    "https://169.254.169.254/",
  ],
  `https://example.com/${"x".repeat(2000)}`,
];
const fields = (required: boolean): Entry["fields"] => ({
  url: {
    required,
    bad: [null, 7, {}, [], "a\0b", ...nowhere],
    good: ["https://example.com:8443/hooks?key=1", "https://[2606:4700::1111]/", "https://münchen.example/ä"],
  },
  description: { ...textField(200), bad: [null, ...textField(200).bad], good: ["", "CRM 🚀"] },
  event_types: {
    required,
    bad: [null, "*", {}, [], [7], [""], ["member"], ["nobody.*"], ["member.nothing"], ["*", "*"], ["member.*.*"]],
    good: [["*"], ["member.*", "lead.score_crossed", "lead.created"]],
  },
  unit_id: { ...textField(255), good: [null] },
  active: { required: false, bad: [null, "true", 1, {}], good: [false, true] },
});

export const webhookEntries: Entry[] = [
  {
    id: "listWebhookEndpoints",
    method: "GET",
    success: 200,
    refused,
    request: () => ({ path: "/webhook-endpoints" }),
  },
  {
    id: "createWebhookEndpoint",
    method: "POST",
    success: 201,
    refused,
    request: () => ({ path: "/webhook-endpoints", body: content }),
    ids: [unitPosition((_world, id) => ({ path: "/webhook-endpoints", body: { ...content, unit_id: id } }))],
    fields: fields(true),
  },
  { id: "getWebhookEndpoint", method: "GET", success: 200, refused, ...onOne() },
  {
    id: "updateWebhookEndpoint",
    method: "PUT",
    success: 200,
    refused,
    request: async (world) => ({ path: at(await made(world)), body: { description: fresh("Unit") } }),
    makesAdmin: async (world) => ({ path: at(await made(world)), body: { url: "https://elsewhere.example.com/" } }),
    ids: [
      ...(onOne("", () => ({ description: fresh("Unit") })).ids ?? []),
      unitPosition(async (world, id) => ({ path: at(await made(world)), body: { unit_id: id } })),
    ],
    fields: fields(false),
  },
  { id: "deleteWebhookEndpoint", method: "DELETE", success: 204, refused, ...onOne() },
  { id: "testWebhookEndpoint", method: "POST", success: 202, refused, ...onOne("/test") },
  { id: "rotateWebhookSecret", method: "POST", success: 200, refused, ...onOne("/rotate-secret") },
  { id: "listWebhookDeliveries", method: "GET", success: 200, refused, ...onOne("/deliveries") },
  {
    id: "redeliverWebhook",
    method: "POST",
    success: 202,
    refused,
    request: async ({ org }) => ({ path: `/webhook-deliveries/${await seedWebhookDelivery(org.org_id)}/redeliver` }),
    ids: [
      {
        at: "path",
        kind: "webhookDelivery",
        request: (_world, id) => ({ path: `/webhook-deliveries/${id}/redeliver` }),
        own: ({ org }) => seedWebhookDelivery(org.org_id),
        otherwise: { status: 404, code: "webhook_delivery_not_found" },
      },
    ],
  },
];
