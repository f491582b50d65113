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
  const granter = sql<string | null>`(select granter.first_name || ' ' || granter.last_name from ${members} granter
    where granter.org_id = ${actor.orgId} and granter.org_member_id = ${actor.memberId})`;
  const isNotified = and(eq(members.orgMemberId, memberId), eq(members.status, "active"), ne(members.role, "admin"));
  const [recipient] = await tx
    .select({ unit: orgUnits.name, granter })
    .from(members)
    .innerJoin(orgUnits, and(eq(orgUnits.orgId, members.orgId), eq(orgUnits.unitId, unitId)))
    .where(and(eq(members.orgId, actor.orgId), isNotified));
  if (!recipient) return;
  const facts = { unit_name: recipient.unit, role, granted_by: recipient.granter };
  await queueMail(tx, actor, { kind: "ou_access_granted", memberId, facts });
}
