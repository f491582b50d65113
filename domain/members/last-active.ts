import { sql } from "drizzle-orm";
import { members } from "@/db/schema/members";
import { personalAccessTokens } from "@/db/schema/personal-access-tokens";
import { sessions } from "@/db/schema/sessions";

/** When a member last used a session or a token. Row-level security shows an org admin everybody's, and others their own. */
export const lastActive = sql`greatest(
  (select max(${sessions.lastSeenAt}) from ${sessions}
    where ${sessions.orgId} = ${members.orgId} and ${sessions.orgMemberId} = ${members.orgMemberId}),
  (select max(${personalAccessTokens.lastUsedAt}) from ${personalAccessTokens}
    where ${personalAccessTokens.orgId} = ${members.orgId} and ${personalAccessTokens.orgMemberId} = ${members.orgMemberId}))`;
