import { and, eq, ne, sql } from "drizzle-orm";
import { members } from "@/db/schema/members";
import { orgUnits } from "@/db/schema/org-units";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { queueMail } from "@/domain/mail/queue-mail";
import type { Role } from "@/lib/roles";

type Grant = { unitId: string; memberId: string; role: Role };

/**
 * Queues the mail about a new membership. None goes to the actor, to invited members (the invitation comes first), to
 * deactivated ones, or to org admins, who already had access to every OU (contract §1).
 */
export async function notifyOfAccess(tx: Tx, actor: Actor, { unitId, memberId, role }: Grant): Promise<void> {
  if (memberId === actor.memberId) return;
  const giver = sql<string | null>`(select giver.first_name || ' ' || giver.last_name from ${members} giver
    where giver.org_id = ${actor.orgId} and giver.org_member_id = ${actor.memberId})`;
  const isTold = and(eq(members.orgMemberId, memberId), eq(members.status, "active"), ne(members.role, "admin"));
  const [told] = await tx
    .select({ unit: orgUnits.name, giver })
    .from(members)
    .innerJoin(orgUnits, and(eq(orgUnits.orgId, members.orgId), eq(orgUnits.unitId, unitId)))
    .where(and(eq(members.orgId, actor.orgId), isTold));
  if (!told) return;
  const facts = { unit_name: told.unit, role, granted_by: told.giver };
  await queueMail(tx, actor, { kind: "ou_access_granted", memberId, facts });
}
