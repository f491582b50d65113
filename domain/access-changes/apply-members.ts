import { and, eq, isNull, sql } from "drizzle-orm";
import { jsonValue } from "@/db/json";
import { accountLinks } from "@/db/schema/account-links";
import { members } from "@/db/schema/members";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { makerOf } from "@/domain/members/maker";
import type { PlannedItem } from "./item";

const idsOf = (planned: readonly PlannedItem[]) => planned.map(({ item }) => item.org_member_id);
const isAmong = (planned: readonly PlannedItem[]) =>
  sql`(select json_array_elements_text(${jsonValue(idsOf(planned))}))`;
const ofOrganization = (actor: Actor) => eq(members.orgId, actor.orgId);

/** Sets org roles. Whoever changes the role of an invited member becomes the invitation's sender (contract §13). */
export async function setRoles(tx: Tx, actor: Actor, planned: readonly PlannedItem[]): Promise<void> {
  const rows = planned.map(({ item, result }) => ({ id: item.org_member_id, role: result.after?.role }));
  const maker = makerOf(actor);
  const isInvited = sql`${members.status} = 'invited'`;
  await tx.execute(
    sql`update ${members} set role = r.role,
               invited_by = case when ${isInvited} then ${maker.id} else ${members.invitedBy} end,
               invited_by_name = case when ${isInvited} then ${maker.name} else ${members.invitedByName} end
          from json_to_recordset(${jsonValue(rows)}) as r (id text, role text)
         where ${ofOrganization(actor)} and ${members.orgMemberId} = r.id`,
  );
}

/** Ends the members' access, sessions, tokens, devices and links; they keep their memberships. */
export async function deactivateAll(tx: Tx, actor: Actor, planned: readonly PlannedItem[]): Promise<void> {
  const theirs = and(eq(accountLinks.orgId, actor.orgId), sql`${accountLinks.orgMemberId} in ${isAmong(planned)}`);
  await Promise.all([
    tx.execute(sql`update ${members} set deactivated_at = now()
      where ${ofOrganization(actor)} and ${members.orgMemberId} in ${isAmong(planned)}`),
    tx.execute(
      sql`select count(end_credentials(id)) from json_array_elements_text(${jsonValue(idsOf(planned))}) as ended (id)`,
    ),
    tx
      .update(accountLinks)
      .set({ revokedAt: sql`now()` })
      .where(
        and(theirs, eq(accountLinks.kind, "invitation"), isNull(accountLinks.usedAt), isNull(accountLinks.revokedAt)),
      ),
  ]);
}

/** Gives members their access back; old sessions and tokens stay ended. */
export async function reactivateAll(tx: Tx, actor: Actor, planned: readonly PlannedItem[]): Promise<void> {
  await tx.execute(sql`update ${members} set deactivated_at = null
    where ${ofOrganization(actor)} and ${members.orgMemberId} in ${isAmong(planned)}`);
}
