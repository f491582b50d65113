import { jsonTime } from "@/db/json";
import { personalAccessTokens } from "@/db/schema/personal-access-tokens";

/** A token as the API shows it, without its hash. */
export const tokenFields = {
  id: personalAccessTokens.tokenId,
  name: personalAccessTokens.name,
  scopes: personalAccessTokens.scopes,
  unit_id: personalAccessTokens.onlyUnitId,
  expires_at: jsonTime(personalAccessTokens.expiresAt),
  created_at: jsonTime(personalAccessTokens.createdAt),
  last_used_at: jsonTime(personalAccessTokens.lastUsedAt),
};
