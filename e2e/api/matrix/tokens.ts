import { type Entry, nameField, noUnit, textField } from "@/e2e/matrix";
import { seedTokenId } from "@/e2e/seed";

const refusedTimes = ["", "soon", "2099-01-01", "2099-01-01T00:00:00", "2020-01-01T00:00:00Z", "2099-02-30T00:00:00Z"];

export const tokenEntries: Entry[] = [
  { id: "listTokens", method: "GET", success: 200, request: () => ({ path: "/settings/tokens" }) },
  {
    id: "createToken",
    method: "POST",
    success: 201,
    request: () => ({ path: "/settings/tokens", body: { name: "CI" } }),
    ids: [
      {
        at: "body unit_id",
        kind: "unit",
        request: (_world, id) => ({ path: "/settings/tokens", body: { name: "CI", unit_id: id } }),
        own: ({ unit }) => unit.unit_id,
        otherwise: noUnit,
      },
    ],
    fields: {
      name: nameField,
      scopes: {
        required: false,
        bad: [null, "read", {}, [], ["all"], [7], ["read", "read"]],
        good: [["read"], ["admin", "ingest"], ["write", "read", "ingest", "admin"]],
      },
      unit_id: { ...textField(255), good: [null] },
      expires_at: {
        required: false,
        bad: [7, true, [], {}, ...refusedTimes],
        good: [null, "2099-01-01T00:00:00Z", "2099-01-01T00:00:00.123+02:00"],
      },
    },
  },
  {
    id: "revokeToken",
    method: "DELETE",
    success: 204,
    request: async ({ org }, caller) => ({
      path: `/settings/tokens/${await seedTokenId(org.org_id, caller.org_member_id, caller.onlyUnitId)}`,
    }),
    ids: [
      {
        at: "path",
        kind: "token",
        request: (_world, id) => ({ path: `/settings/tokens/${id}` }),
        own: ({ org }, caller) => seedTokenId(org.org_id, caller.org_member_id, caller.onlyUnitId),
        otherwise: { status: 404, code: "token_not_found" },
      },
    ],
  },
];

export const publicEntries: Entry[] = [
  { id: "getHealth", method: "GET", success: 200, request: () => ({ path: "/healthz" }), public: true },
  { id: "getReadiness", method: "GET", success: 200, request: () => ({ path: "/readyz" }), public: true },
  {
    id: "getMcpMetadata",
    method: "GET",
    success: 200,
    request: () => ({ path: "/.well-known/oauth-protected-resource/mcp" }),
    public: true,
  },
  { id: "getOpenApiDocument", method: "GET", success: 200, request: () => ({ path: "/openapi.json" }), public: true },
  {
    id: "deleteOrgUnit",
    method: "DELETE",
    success: 405,
    request: ({ unit }) => ({ path: `/org-units/${unit.unit_id}` }),
    public: true,
  },
];
