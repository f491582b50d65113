import { and, isNull, sql } from "drizzle-orm";
import { members } from "@/db/schema/members";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { revokeLinks } from "@/domain/account-links/issue-link";
import { audit } from "@/domain/audit-log/audit";
import { endMade } from "@/domain/credentials/made";
import { newId } from "@/lib/ids";
import { isActiveAdmin, keepAnAdminBeside, lockOrganization } from "./last-admin";
import { isMember, lockMember } from "./member-row";

/**
 * Ends a member's access, sessions, tokens and links at once and keeps their memberships. If they are already deactivated
 * it only applies `endsCreated`, which also ends what they made. Admins may deactivate themselves. Throws
 * member_not_found, last_admin.
 */
export async function deactivateMember(tx: Tx, actor: Actor, memberId: string, endsCreated = false): Promise<void> {
  await lockOrganization(tx, actor);
  const member = await lockMember(tx, actor, memberId);
  if (isActiveAdmin(member)) await keepAnAdminBeside(tx, actor, memberId);
  // Lock the member first: a session or token being created waits for it, and is then either ended here or refused.
  await tx
    .update(members)
    .set({ deactivatedAt: sql`now()` })
    .where(and(isMember(actor, memberId), isNull(members.deactivatedAt)));
  await tx.execute(sql`select end_credentials(${memberId})`);
  await revokeLinks(tx, actor, memberId, "invitation");
  const changeSetId = endsCreated ? newId("chg") : undefined;
  if (member.status !== "deactivated") audit(tx, "member.deactivated", { id: memberId }, { changeSetId });
  if (endsCreated) await endMade(tx, actor, memberId, changeSetId);
}

/**
 * Gives a member their access back: they can sign in again, but old sessions and tokens stay ended. A member who had not
 * accepted their invitation becomes invited again and needs a new link. `beforeAdmin` is called before somebody becomes an
 * admin again. Throws member_not_found.
 */
export async function reactivateMember(
  tx: Tx,
  actor: Actor,
  memberId: string,
  beforeAdmin: () => void = () => {},
): Promise<void> {
  const member = await lockMember(tx, actor, memberId);
  if (member.role === "admin" && member.status === "deactivated") beforeAdmin();
  await tx.update(members).set({ deactivatedAt: null }).where(isMember(actor, memberId));
  if (member.status === "deactivated") audit(tx, "member.reactivated", { id: memberId });
}
