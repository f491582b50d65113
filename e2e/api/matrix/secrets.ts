import { type Entry, forbidden, type IdPosition, nameField, type World } from "@/e2e/matrix";
import { inUnit } from "@/e2e/matrix-units";
import { seedSecret } from "@/e2e/seed";

const refused = { "OU editor": forbidden, "OU viewer": forbidden };
const there = async ({ org, unit }: World) => (await seedSecret(org.org_id, unit.unit_id)).secret_id;
const name = { ...nameField, bad: [...nameField.bad, "x".repeat(51)], good: ["x".repeat(50), "🚀".repeat(50)] };
const fields = {
  name,
  trust_upstream_consent: { required: false, bad: [null, 0, "true", [], {}], good: [true, false] },
};

const scopes = {
  required: false,
  bad: [null, "read", [], ["admin"], ["read", "read"]],
  good: [["ingest"], ["write", "read"]],
};

function inPath(body?: object): IdPosition {
  return {
    at: "path",
    kind: "secret",
    request: (_world, id) => ({ path: `/secrets/${id}`, body }),
    own: there,
    otherwise: { status: 404, code: "secret_not_found" },
  };
}

export const secretEntries: Entry[] = inUnit([
  { id: "listSecrets", method: "GET", success: 200, request: () => ({ path: "/secrets" }), refused },
  {
    id: "createSecret",
    method: "POST",
    success: 200,
    request: () => ({ path: "/secrets", body: { name: "Website" } }),
    refused,
    fields: { ...fields, scopes },
  },
  {
    id: "updateSecret",
    method: "PUT",
    success: 200,
    request: async (world) => ({ path: `/secrets/${await there(world)}`, body: { name: "Website" } }),
    refused,
    ids: [inPath({ name: "Mine" })],
    fields,
  },
  {
    id: "revokeSecret",
    method: "DELETE",
    success: 204,
    request: async (world) => ({ path: `/secrets/${await there(world)}` }),
    refused,
    ids: [inPath()],
  },
]);
