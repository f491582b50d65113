import { revokeToken } from "@/domain/tokens/operations";
import { mayManageOwnTokens } from "@/domain/tokens/policy";
import { TokenParams } from "@/domain/tokens/schema";
import { endpoint } from "@/lib/http/endpoint";

export const DELETE = endpoint(
  {
    id: "revokeToken",
    tag: "Access Tokens",
    summary: "Revoke one of your personal access tokens",
    description: "It is refused from the next request on.",
    scope: "admin",
    withinUnit: true,
    allow: mayManageOwnTokens,
    params: TokenParams,
    responses: { 204: null },
    refusals: ["token_not_found"],
  },
  ({ tx, actor, params }) => revokeToken(tx, actor, params.id),
);
