import { type SQLWrapper, sql } from "drizzle-orm";
import { fixed } from "@/db/fixed";
import { jsonObject } from "@/db/json";
import { personalAccessTokens } from "@/db/schema/personal-access-tokens";
import { setting } from "@/db/schema/scope";
import { sessions } from "@/db/schema/sessions";
import { tokenFields } from "@/domain/tokens/present";
import { scopes } from "@/lib/scopes";

const kind = (name: "token" | "session"): SQLWrapper => sql.raw(`'${name}'`);
const { id, scopes: held, unit_id } = tokenFields;
const token = jsonObject({ kind: kind("token"), id, scopes: held, unit_id });
const session = jsonObject({
  kind: kind("session"),
  id: sessions.sessionId,
  scopes: sql.raw(`'${JSON.stringify(scopes)}'::json`),
  unit_id: sql`null`,
});

/** The token or the session that the request presented, as GET /me shows it; null for work without a request. */
export const presentedCredential = fixed(sql`coalesce(
  (select ${token} from ${personalAccessTokens} where ${personalAccessTokens.tokenHash} = ${setting("token_hash")}),
  (select ${session} from ${sessions} where ${sessions.sessionHash} = ${setting("session_hash")}))`);
