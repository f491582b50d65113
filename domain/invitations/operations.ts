import { and, eq, sql } from "drizzle-orm";
import { refusing } from "@/db/errors";
import { members } from "@/db/schema/members";
import { messages } from "@/db/schema/messages";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { addLink } from "@/domain/account-links/issue-link";
import { audit, changesBetween } from "@/domain/audit-log/audit";
import { isMember, lockMember, nameOf } from "@/domain/members/member-row";
import { linkUrl } from "@/lib/auth/account-link";
import { DomainError } from "@/lib/errors";
import { addressKey } from "@/lib/mail-address";
import { timestampOf } from "@/lib/timestamp";
import { claimInvitation, invite, inviteAtNewAddress } from "./invite";
import type { Invitation, NewInvitationLink, ResendInvitationInput } from "./schema";

/** The seconds until the same person may be sent another invitation at the same address. */
export const COOL_DOWN_SECONDS = 60;

/** Called before an invitation that makes an admin; throws if the actor has to confirm their password first. */
type BeforeAdmin = () => void;

/**
 * Invites again, at the corrected address if one is given; earlier links stop working, and a waiting invitation becomes the
 * actor's. Throws member_not_found, not_invited, email_taken, and too_soon when an invitation went to that address within
 * the last minute.
 */
export async function resendInvitation(
  tx: Tx,
  actor: Actor,
  memberId: string,
  input: ResendInvitationInput,
  beforeAdmin: BeforeAdmin = () => {},
): Promise<Invitation> {
  const before = await lockInvited(tx, actor, memberId);
  if (before.role === "admin") beforeAdmin();
  const email = input.email ?? before.email;
  if (email !== before.email) await changeAddress(tx, actor, memberId, email);
  await assertCooledDown(tx, actor, memberId, email);
  const reinvite = email === before.email ? invite : inviteAtNewAddress;
  const { expiresAt } = await reinvite(tx, actor, { memberId, email });
  const changes = email === before.email ? undefined : changesBetween(before, { email });
  audit(tx, "member.invitation_resent", { id: memberId }, { changes });
  return { email, expires_at: timestampOf(expiresAt) };
}

/**
 * Creates a link to hand over without a mail; each is new and shown in the timeline. Earlier links keep working until one
 * is used or the next invitation ends them. Handing a link over counts as inviting: a waiting invitation becomes the
 * actor's. Throws member_not_found, not_invited.
 */
export async function copyInvitationLink(
  tx: Tx,
  actor: Actor,
  memberId: string,
  beforeAdmin: BeforeAdmin = () => {},
): Promise<NewInvitationLink> {
  const { email, role } = await lockInvited(tx, actor, memberId);
  if (role === "admin") beforeAdmin();
  await claimInvitation(tx, actor, memberId);
  const { linkId, expiresAt } = await addLink(tx, actor, { kind: "invitation", memberId, email });
  audit(tx, "member.invitation_link_copied", { id: memberId });
  return { url: linkUrl("invitation", linkId), expires_at: timestampOf(expiresAt) };
}

/** Withdraws an invitation by removing the member and their link. Throws member_not_found, not_invited. */
export async function revokeInvitation(tx: Tx, actor: Actor, memberId: string): Promise<void> {
  const invitee = await lockInvited(tx, actor, memberId);
  await tx.delete(members).where(isMember(actor, memberId));
  audit(tx, "member.invitation_revoked", { id: memberId, name: nameOf(invitee) });
}

/** Locks the invitation: until the current transaction ends, nobody can accept it or send another. */
async function lockInvited(tx: Tx, actor: Actor, memberId: string) {
  const member = await lockMember(tx, actor, memberId);
  if (member.status !== "invited") throw new DomainError("not_invited");
  return member;
}

async function changeAddress(tx: Tx, actor: Actor, memberId: string, email: string): Promise<void> {
  await tx
    .update(members)
    .set({ email, emailKey: addressKey(email) })
    .where(isMember(actor, memberId))
    .catch(refusing({ members_email_taken: "email_taken" }));
}

/** Counted per address, so a typo can be corrected at once without flooding anybody's mailbox. */
async function assertCooledDown(tx: Tx, actor: Actor, memberId: string, email: string): Promise<void> {
  const toThem = and(
    eq(messages.orgId, actor.orgId),
    eq(messages.orgMemberId, memberId),
    eq(messages.toAddress, email),
  );
  const left = sql<number>`ceil(${COOL_DOWN_SECONDS} - extract(epoch from now() - max(${messages.createdAt})))::int`;
  const [latest] = await tx
    .select({ left })
    .from(messages)
    .where(and(toThem, eq(messages.kind, "invitation")));
  const seconds = Math.min(latest?.left ?? 0, COOL_DOWN_SECONDS);
  if (seconds > 0) throw new DomainError("too_soon", undefined, undefined, seconds);
}
