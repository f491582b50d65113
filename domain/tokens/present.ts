import { jsonTime } from "@/db/json";
import { personalAccessTokens } from "@/db/schema/personal-access-tokens";

/** What the API shows of a token. Its hash is not among it. */
export const tokenFields = {
  id: personalAccessTokens.tokenId,
  name: personalAccessTokens.name,
  expires_at: jsonTime(personalAccessTokens.expiresAt),
  created_at: jsonTime(personalAccessTokens.createdAt),
  last_used_at: jsonTime(personalAccessTokens.lastUsedAt),
};
