import { and, eq, type SQL } from "drizzle-orm";
import { members } from "@/db/schema/members";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import type { Reader } from "@/domain/access/reader";
import { DomainError } from "@/lib/errors";

/** The condition that a row is this member of the actor's organization. */
export function isMember(reader: Reader, memberId: string | SQL): SQL | undefined {
  return and(eq(members.orgId, reader.orgId), eq(members.orgMemberId, memberId));
}

/** The member's columns that a change depends on, locked until the transaction ends. Throws member_not_found. */
export async function lockMember(tx: Tx, actor: Actor, memberId: string) {
  const [member] = await tx
    .select({
      first_name: members.firstName,
      last_name: members.lastName,
      email: members.email,
      role: members.role,
      status: members.status,
    })
    .from(members)
    .where(isMember(actor, memberId))
    .for("no key update");
  if (!member) throw new DomainError("member_not_found");
  return member;
}

/** A member's name, for the audit entry of their removal. */
export const nameOf = ({ first_name: first, last_name: last }: { first_name: string; last_name: string }) =>
  `${first} ${last}`;

/** Throws member_not_found for an id that is not a member of the organization. */
export async function assertMember(tx: Tx, reader: Reader, memberId: string): Promise<void> {
  const [member] = await tx.select({ id: members.orgMemberId }).from(members).where(isMember(reader, memberId));
  if (!member) throw new DomainError("member_not_found");
}
