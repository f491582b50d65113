import { and, eq, type SQL, sql } from "drizzle-orm";
import { members } from "@/db/schema/members";
import { sessions } from "@/db/schema/sessions";
import { withScope } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { findSessionBySecret } from "@/domain/access/authenticate";
import { selfById } from "@/domain/access/operator";
import type { Client } from "@/lib/auth/client";
import { SECRET_LENGTH, sessionSeconds } from "@/lib/auth/session-cookie";
import { randomBase62, tokenHash } from "@/lib/auth/token";
import { newId } from "@/lib/ids";
import { noteDevice } from "./note-device";
import { isLive } from "./operations";
import type { ProvenAccount } from "./schema";

/** A session that has begun: its secret and its device's, for cookies and nowhere else, and whose it is. */
export type BegunSession = { secret: string; deviceSecret: string; actor: Actor };

type Account = Pick<ProvenAccount, "orgId" | "memberId" | "proof">;

/** That the member's password is still the one that was proven. */
export const isProven = ({ proof }: Pick<Account, "proof">): SQL =>
  sql`encode(sha256(convert_to(${members.passwordHash}, 'UTF8')), 'hex') = ${proof}`;

/**
 * Begins a session of a proven account. Null if it is gone or not active, or its password has changed since it was proven:
 * the member's row is locked against those changes, which then end this session too. Dead sessions of the member are deleted.
 * A device that is new to them brings a mail.
 */
export async function beginSession(
  account: Account,
  client: Client,
  deviceSecret: string,
): Promise<BegunSession | null> {
  const secret = randomBase62(SECRET_LENGTH);
  const self = selfById(account.orgId, account.memberId);
  const isBegun = await withScope(self, async (tx) => {
    const own = and(eq(sessions.orgId, account.orgId), eq(sessions.orgMemberId, account.memberId));
    await tx.delete(sessions).where(and(own, sql`not (${isLive()})`));
    const begun = await tx.execute(
      sql`insert into ${sessions} (org_id, session_id, org_member_id, session_hash, expires_at, user_agent, ip)
          select ${members.orgId}, ${newId("ses")}, ${members.orgMemberId}, ${tokenHash(secret)},
                 now() + make_interval(secs => ${sessionSeconds()}), ${client.userAgent}, ${client.ip}
            from ${members}
           where ${members.orgId} = ${account.orgId} and ${members.orgMemberId} = ${account.memberId}
             and ${isProven(account)} and ${members.status} = 'active'
             for share
          returning session_id`,
    );
    if (begun.length === 0) return false;
    await noteDevice(tx, self, deviceSecret, client);
    return true;
  });
  const session = isBegun ? await findSessionBySecret(secret) : null;
  return session && { secret, deviceSecret, actor: session.actor };
}
