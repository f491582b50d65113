import { and, eq, ne, type SQL } from "drizzle-orm";
import { members } from "@/db/schema/members";
import { organizations } from "@/db/schema/organizations";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { DomainError } from "@/lib/errors";
import type { MemberStatus, Role } from "@/lib/roles";

/** The condition that a row is this member of the actor's organization. */
export function isMember(actor: Actor, memberId: string): SQL | undefined {
  return and(eq(members.orgId, actor.orgId), eq(members.orgMemberId, memberId));
}

/** Allows one change of admins at a time, so the count of admins below stays right (contract §3, last admin). */
export async function lockOrganization(tx: Tx, actor: Actor): Promise<void> {
  await tx
    .select({ orgId: organizations.orgId })
    .from(organizations)
    .where(eq(organizations.orgId, actor.orgId))
    .for("no key update");
}

/** The member's columns that a change depends on, locked until the transaction ends. Throws member_not_found. */
export async function findMember(tx: Tx, actor: Actor, memberId: string) {
  const [member] = await tx
    .select({ email: members.email, role: members.role, status: members.status })
    .from(members)
    .where(isMember(actor, memberId))
    .for("no key update");
  if (!member) throw new DomainError("member_not_found");
  return member;
}

/** Throws member_not_found for an id that is not a member of the organization. */
export async function assertMember(tx: Tx, actor: Actor, memberId: string): Promise<void> {
  const [member] = await tx.select({ id: members.orgMemberId }).from(members).where(isMember(actor, memberId));
  if (!member) throw new DomainError("member_not_found");
}

/** Whether they are an active admin: invited or deactivated admins don't count. */
export const isActiveAdmin = ({ role, status }: { role: Role; status: MemberStatus }) =>
  role === "admin" && status === "active";

/** Throws last_admin if there is no other active admin. Call only under lockOrganization. */
export async function keepAnAdminBeside(tx: Tx, actor: Actor, memberId: string): Promise<void> {
  const otherAdmin = and(
    eq(members.orgId, actor.orgId),
    eq(members.role, "admin"),
    eq(members.status, "active"),
    ne(members.orgMemberId, memberId),
  );
  const [other] = await tx.select({ id: members.orgMemberId }).from(members).where(otherAdmin).limit(1);
  if (!other) throw new DomainError("last_admin");
}
