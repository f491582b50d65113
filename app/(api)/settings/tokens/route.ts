import { createToken, streamTokens } from "@/domain/tokens/operations";
import { mayManageOwnTokens } from "@/domain/tokens/policy";
import { CreatedToken, CreateTokenBody, TokenList } from "@/domain/tokens/schema";
import { endpoint } from "@/lib/http/endpoint";

export const GET = endpoint(
  {
    id: "listTokens",
    tag: "Access Tokens",
    summary: "List your personal access tokens",
    description: "Without their secrets.",
    scope: "read",
    withinUnit: true,
    allow: mayManageOwnTokens,
    responses: { 200: TokenList },
  },
  { read: async ({ tx, reader, again }) => (await streamTokens(tx, reader, again)).items },
);

export const POST = endpoint(
  {
    id: "createToken",
    tag: "Access Tokens",
    summary: "Create a personal access token",
    description:
      "It acts as you. The secret is returned only this once. A token created with another token expires no later than that one, has no scope that it lacks, and reaches no OU that it does not. A `unit_id` that you have no access to is 404.",
    scope: "admin",
    withinUnit: true,
    allow: mayManageOwnTokens,
    body: CreateTokenBody,
    fresh: "always",
    responses: { 201: CreatedToken },
    refusals: ["org_unit_not_found"],
  },
  ({ tx, actor, body }) => createToken(tx, actor, body),
);
