import { type SQLWrapper, sql } from "drizzle-orm";
import { auditEntries } from "@/db/schema/audit-entries";
import { members } from "@/db/schema/members";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { isMember } from "@/domain/members/member-row";
import { DomainError } from "@/lib/errors";
import { audit } from "./audit";

/** Whether the log names the person, who is a member no longer; a lead's or a thing's id is no member's. */
async function isInLog(tx: Tx, { orgId }: Actor, memberId: string): Promise<boolean> {
  if (!memberId.startsWith("mem_")) return false;
  const named = (column: SQLWrapper) =>
    sql`exists (select from ${auditEntries} where ${auditEntries.orgId} = ${orgId} and ${column} = ${memberId})`;
  const [row] = await tx.execute<{ isNamed: boolean }>(
    sql`select ${named(auditEntries.targetId)} or ${named(auditEntries.actorId)} as "isNamed"`,
  );
  return row?.isNamed === true;
}

/**
 * Deletes the names, addresses and devices of a deactivated or removed member from the audit log, whose entries and tree stay
 * whole. The entry that says so has no name. Throws member_active; member_not_found for whoever is neither a member nor in the
 * log. (contract §8)
 */
export async function eraseMember(tx: Tx, actor: Actor, memberId: string): Promise<void> {
  const [member] = await tx
    .select({ status: members.status })
    .from(members)
    .where(isMember(actor, memberId))
    .for("no key update");
  if (member && member.status !== "deactivated") throw new DomainError("member_active");
  if (!member && !(await isInLog(tx, actor, memberId))) throw new DomainError("member_not_found");
  await tx.execute(sql`select erase_audit_values(${memberId})`);
  audit(tx, "member.erased", { id: memberId, name: null });
}
