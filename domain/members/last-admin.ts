import { and, eq, ne } from "drizzle-orm";
import { members } from "@/db/schema/members";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import type { Reader } from "@/domain/access/reader";
import { DomainError } from "@/lib/errors";

/** Throws last_admin if there is no other active admin. Call only under lockAccess. */
export async function keepAnAdminBeside(tx: Tx, actor: Actor, memberId: string): Promise<void> {
  if (!(await hasAdminBeside(tx, actor, memberId))) throw new DomainError("last_admin");
}

/** Whether there is another active admin at this moment. */
export async function hasAdminBeside(tx: Tx, reader: Reader, memberId: string): Promise<boolean> {
  const otherAdmin = and(
    eq(members.orgId, reader.orgId),
    eq(members.role, "admin"),
    eq(members.status, "active"),
    ne(members.orgMemberId, memberId),
  );
  const [other] = await tx.select({ id: members.orgMemberId }).from(members).where(otherAdmin).limit(1);
  return other !== undefined;
}
