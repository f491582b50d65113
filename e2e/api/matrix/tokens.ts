import { type Entry, nameField } from "@/e2e/matrix";
import { seedTokenId } from "@/e2e/seed";

const refusedTimes = ["", "soon", "2099-01-01", "2099-01-01T00:00:00", "2020-01-01T00:00:00Z", "2099-02-30T00:00:00Z"];

export const tokenEntries: Entry[] = [
  { id: "listTokens", method: "GET", success: 200, request: () => ({ path: "/settings/tokens" }) },
  {
    id: "createToken",
    method: "POST",
    success: 201,
    request: () => ({ path: "/settings/tokens", body: { name: "CI" } }),
    fields: {
      name: nameField,
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
      path: `/settings/tokens/${await seedTokenId(org.org_id, caller.org_member_id)}`,
    }),
    ids: [
      {
        at: "path",
        kind: "token",
        request: (_world, id) => ({ path: `/settings/tokens/${id}` }),
        own: ({ org }, caller) => seedTokenId(org.org_id, caller.org_member_id),
        otherwise: { status: 404, code: "token_not_found" },
      },
    ],
  },
];

export const publicEntries: Entry[] = [
  { id: "getHealth", method: "GET", success: 200, request: () => ({ path: "/healthz" }), public: true },
  { id: "getReadiness", method: "GET", success: 200, request: () => ({ path: "/readyz" }), public: true },
  { id: "getOpenApiDocument", method: "GET", success: 200, request: () => ({ path: "/openapi.json" }), public: true },
  {
    id: "deleteOrgUnit",
    method: "DELETE",
    success: 405,
    request: ({ unit }) => ({ path: `/org-units/${unit.unit_id}` }),
    public: true,
  },
];
