import { and, eq, type SQL, sql } from "drizzle-orm";
import { originOf } from "@/db/audit-journal";
import { members } from "@/db/schema/members";
import { sessions } from "@/db/schema/sessions";
import { withScope } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { findSessionBySecret } from "@/domain/access/authenticate";
import { selfById } from "@/domain/access/operator";
import { audit } from "@/domain/audit-log/audit";
import { refuseSuspended } from "@/domain/organizations/suspension";
import { SECRET_LENGTH, sessionSeconds } from "@/lib/auth/session-cookie";
import { randomBase62, tokenHash } from "@/lib/auth/token";
import { newId } from "@/lib/ids";
import { noteDevice } from "./note-device";
import { isLive } from "./operations";
import type { ProvenAccount } from "./schema";
import type { SignInSource } from "./verify-sign-in";

/** A new session: its member, and the secrets of the session and the device, which go into cookies and nowhere else. */
export type BegunSession = { secret: string; deviceSecret: string; actor: Actor };

type Account = Pick<ProvenAccount, "orgId" | "memberId" | "proof">;

/** The condition that the member's password is still the one that was verified. */
export const isProven = ({ proof }: Pick<Account, "proof">): SQL =>
  sql`encode(sha256(convert_to(${members.passwordHash}, 'UTF8')), 'hex') = ${proof}`;

/**
 * Starts a session for a verified account. Null if the account is gone, not active, or its password has changed since. The
 * member's row is locked against those changes, so they end this session too. Deletes the member's ended sessions, and queues
 * a mail if the device is new to them. Throws organization_suspended.
 */
export async function beginSession(
  account: Account,
  { deviceSecret, ...provenance }: SignInSource,
): Promise<BegunSession | null> {
  const { client } = provenance;
  const [secret, sessionId] = [randomBase62(SECRET_LENGTH), newId("ses")];
  const self = selfById(account.orgId, account.memberId);
  const isBegun = await withScope(
    self,
    async (tx) => {
      await refuseSuspended(tx, self);
      const own = and(eq(sessions.orgId, account.orgId), eq(sessions.orgMemberId, account.memberId));
      await tx.delete(sessions).where(and(own, sql`not (${isLive()})`));
      const begun = await tx.execute(
        sql`insert into ${sessions} (org_id, session_id, org_member_id, session_hash, expires_at, user_agent, ip)
          select ${members.orgId}, ${sessionId}, ${members.orgMemberId}, ${tokenHash(secret)},
                 now() + make_interval(secs => ${sessionSeconds()}), ${client.userAgent}, ${client.ip}
            from ${members}
           where ${members.orgId} = ${account.orgId} and ${members.orgMemberId} = ${account.memberId}
             and ${isProven(account)} and ${members.status} = 'active'
             for share
          returning session_id`,
      );
      if (begun.length === 0) return false;
      await noteDevice(tx, self, deviceSecret, client);
      audit(tx, "session.started", { id: sessionId, ofMember: self.memberId });
      return true;
    },
    originOf(self, provenance),
  );
  const session = isBegun ? await findSessionBySecret(secret) : null;
  return session && { secret, deviceSecret, actor: session.actor };
}
