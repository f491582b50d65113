import { encode } from "next-auth/jwt";
import type { Sql } from "postgres";
import { SECRET_LENGTH } from "@/lib/auth/session-cookie";
import { randomBase62, tokenHash } from "@/lib/auth/token";
import type { Tenant } from "./seed";
import { SESSION_KEY } from "./targets";

/** Signs the tenant's first admin in, straight in the database. Returns the browser's cookies, with the first OU active. */
export async function seedSession(owner: Sql, { orgId, unitIds }: Tenant): Promise<string> {
  const secret = randomBase62(SECRET_LENGTH);
  await owner`insert into sessions (org_id, session_id, org_member_id, session_hash, expires_at)
    select org_id, 'ses_bench', org_member_id, ${tokenHash(secret)}, now() + interval '1 day'
      from members where org_id = ${orgId} order by org_member_id limit 1`;
  const token = await encode({ token: { secret }, secret: SESSION_KEY });
  return `next-auth.session-token=${token}; activeOu=${unitIds[0]}`;
}
