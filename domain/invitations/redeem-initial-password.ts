import { and, eq, sql } from "drizzle-orm";
import { originOf } from "@/db/audit-journal";
import { members } from "@/db/schema/members";
import { withScope } from "@/db/scope";
import { selfById } from "@/domain/access/operator";
import { issueLink } from "@/domain/account-links/issue-link";
import { audit } from "@/domain/audit-log/audit";
import { isMember } from "@/domain/members/member-row";
import { refuseSuspended } from "@/domain/organizations/suspension";
import { isProven } from "@/domain/sessions/begin-session";
import type { ProvenAccount } from "@/domain/sessions/schema";
import { linkPath } from "@/lib/auth/account-link";
import { noRequest } from "@/lib/auth/client";

const USED = "!"; // no hash begins so, and none is verified against it

/** The hash of the initial password, used up or not. */
export const initialHash = (stored: string): string => (stored.startsWith(USED) ? stored.slice(1) : stored);

/**
 * Uses up the initial password that an invited member has just given, and returns the path of the page where they choose
 * their own, valid for half an hour. Null for all but one of parallel calls, and if they have accepted in the meantime.
 * Throws organization_suspended.
 */
export function redeemInitialPassword(account: ProvenAccount, provenance = noRequest): Promise<string | null> {
  const self = selfById(account.orgId, account.memberId);
  return withScope(
    self,
    async (tx) => {
      await refuseSuspended(tx, self);
      const [member] = await tx
        .update(members)
        .set({ passwordHash: sql`${USED} || ${members.passwordHash}` })
        .where(and(isMember(self, self.memberId), eq(members.status, "invited"), isProven(account)))
        .returning({ email: members.email });
      if (!member) return null;
      audit(tx, "member.initial_password_used", { id: self.memberId });
      const link = { kind: "initial_password", memberId: self.memberId, email: member.email } as const;
      return linkPath(link.kind, (await issueLink(tx, self, link)).linkId);
    },
    originOf(self, provenance),
  );
}
