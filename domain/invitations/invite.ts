import { and, eq, sql } from "drizzle-orm";
import { members } from "@/db/schema/members";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { type IssuedLink, issueLink } from "@/domain/account-links/issue-link";
import { queueMail } from "@/domain/mail/queue-mail";
import { makerOf } from "@/domain/members/maker";
import { isMember } from "@/domain/members/member-row";

type Invitee = { memberId: string; email: string };

/** Makes the actor the invitation's sender: it now depends on them, no longer on whoever sent it before (contract §13). */
export async function claimInvitation(tx: Tx, actor: Actor, memberId: string): Promise<void> {
  const maker = makerOf(actor);
  await tx.update(members).set({ invitedBy: maker.id, invitedByName: maker.name }).where(isMember(actor, memberId));
}

/** Creates a member's invitation and queues its mail, in the current transaction; an earlier link ends. */
export async function invite(tx: Tx, actor: Actor, { memberId, email }: Invitee): Promise<IssuedLink> {
  await claimInvitation(tx, actor, memberId);
  const link = await issueLink(tx, actor, { kind: "invitation", memberId, email });
  const facts = { inviter: await nameOf(tx, actor), expires_at: link.expiresAt.toISOString() };
  await queueMail(tx, actor, { kind: "invitation", memberId, to: email, linkId: link.linkId, facts });
  return link;
}

/** The same for an invited member whose address has just been corrected: everything sent to the old address stops working. */
export async function inviteAtNewAddress(tx: Tx, actor: Actor, invitee: Invitee): Promise<IssuedLink> {
  await tx.execute(sql`select end_credentials(${invitee.memberId}::text)`); // also the link that an initial password led to
  return invite(tx, actor, invitee);
}

/** The sender's name for the invitation: the actor's, or null if they have been removed. */
export async function nameOf(tx: Tx, actor: Actor): Promise<string | null> {
  const self = and(eq(members.orgId, actor.orgId), eq(members.orgMemberId, actor.memberId));
  const [person] = await tx.select({ first: members.firstName, last: members.lastName }).from(members).where(self);
  return person ? `${person.first} ${person.last}` : null;
}
