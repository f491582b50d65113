import { and, eq, sql } from "drizzle-orm";
import { originOf } from "@/db/audit-journal";
import { members } from "@/db/schema/members";
import { type Tx, withScope } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { revokeLinks } from "@/domain/account-links/issue-link";
import { useLink } from "@/domain/account-links/use-link";
import { audit, changesBetween } from "@/domain/audit-log/audit";
import { isMember } from "@/domain/members/member-row";
import type { ProvenAccount } from "@/domain/sessions/schema";
import { proofOf } from "@/domain/sessions/verify-sign-in";
import { noRequest } from "@/lib/auth/client";
import { hashNewPassword, verifyPassword } from "@/lib/auth/password";
import { DomainError } from "@/lib/errors";
import { type FirstPasswordLink, findInvitation } from "./find-invitation";
import { initialHash } from "./redeem-initial-password";
import type { AcceptInvitationInput } from "./schema";

/**
 * Who has invited the member. Their row stays locked until the transaction ends; it is locked before the member's own, the
 * order in which a removal deletes what was made. Throws invitation_waiting if they may no longer invite.
 */
async function lockInviter(tx: Tx, self: Actor): Promise<string> {
  const [row] = await tx.execute<{ inviter: string | null }>(sql`select lock_inviter(${self.memberId}) as inviter`);
  if (!row?.inviter) throw new DomainError("invitation_waiting");
  return row.inviter;
}

/**
 * Accepts an invitation with a link's token: sets the member's name and password, and ends all their links. Throws
 * link_not_valid (also for all but one of several parallel attempts), invitation_waiting if its sender may no longer invite,
 * and invalid_content for a password that is not allowed or is the initial one that an admin set.
 */
export async function acceptInvitation(
  kind: FirstPasswordLink,
  token: string,
  input: AcceptInvitationInput,
  provenance = noRequest,
): Promise<ProvenAccount> {
  const found = await findInvitation(kind, token); // before the expensive work: a guess costs nothing
  if (found.state === "waiting") throw new DomainError("invitation_waiting");
  if (found.state !== "live") throw new DomainError("link_not_valid");
  const { first_name: firstName, last_name: lastName, password } = input;
  const { link, invitee } = found;
  const { email, organization, first, last } = invitee;
  const { self } = link;
  await assertOfOnesOwn(self, password);
  const owner = { first: firstName, last: lastName, email, organization };
  const passwordHash = await hashNewPassword({ password, owner, kind: "own", share: self.orgId });
  await withScope(
    self,
    async (tx) => {
      const inviter = await lockInviter(tx, self);
      const accepted = await tx
        .update(members)
        .set({ firstName, lastName, passwordHash, acceptedAt: sql`now()` })
        .where(and(isMember(self, self.memberId), eq(members.status, "invited"), eq(members.invitedBy, inviter)))
        .returning({ id: members.orgMemberId });
      if (accepted.length === 0) throw new DomainError("link_not_valid");
      await useLink(tx, link);
      await revokeLinks(tx, self, self.memberId);
      const before = { status: "invited", first_name: first, last_name: last };
      const changes = changesBetween(before, { status: "active", first_name: firstName, last_name: lastName });
      audit(tx, "member.accepted", { id: self.memberId }, { changes });
    },
    originOf(self, provenance),
  );
  const { orgId, memberId } = self;
  return { orgId, memberId, organization, status: "active", proof: proofOf(passwordHash) };
}

async function assertOfOnesOwn(self: Actor, password: string): Promise<void> {
  const [member] = await withScope(self, (tx) =>
    tx.select({ stored: members.passwordHash }).from(members).where(isMember(self, self.memberId)),
  );
  if (!(await verifyPassword(initialHash(member?.stored ?? ""), password))) return;
  const fault = { pointer: "/password", detail: "is the password you were given; choose one that only you know" };
  throw new DomainError("invalid_content", undefined, [fault]);
}
