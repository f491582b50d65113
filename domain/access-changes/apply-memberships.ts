import { sql } from "drizzle-orm";
import { bySystem } from "@/db/audit-journal";
import { refusing } from "@/db/errors";
import { jsonValue } from "@/db/json";
import { ouMemberships } from "@/db/schema/ou-memberships";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { audit } from "@/domain/audit-log/audit";
import type { Role } from "@/lib/roles";
import { TOLD_DAYS } from "./expiry";
import type { PlannedItem } from "./item";

type Pair = { unit_id: string; org_member_id: string };
type Ended = Pair & { role: Role; expires_at: Date };

const pairsOf = (planned: readonly PlannedItem[]): Pair[] =>
  planned.flatMap(({ item }) =>
    "unit_id" in item ? [{ unit_id: item.unit_id, org_member_id: item.org_member_id }] : [],
  );

/** Grants and changes memberships; an expired one in the way ends first. */
export async function grantAll(tx: Tx, actor: Actor, planned: readonly PlannedItem[]): Promise<void> {
  const isNew = pairsOf(planned.filter(({ result }) => result.before === null));
  // The member or the actor may have been removed in the meantime.
  const gone = { ou_memberships_member: "member_not_found", ou_memberships_granter: "unauthorized" } as const;
  // In one write, in this order.
  const [ended] = await Promise.all([
    isNew.length > 0 ? endMemberships(tx, isNew) : [],
    upsert(tx, actor, planned).catch(refusing(gone)),
    planned.some(({ result }) => result.after?.expires_at) ? noteEnding(tx, actor) : undefined,
  ]);
  for (const one of ended) auditExpiry(tx, one);
}

async function upsert(tx: Tx, actor: Actor, planned: readonly PlannedItem[]): Promise<void> {
  const rows = planned.map(({ result }) => ({ ...result.after, ...pick(result) }));
  const isSameEnd = sql`excluded.expires_at is not distinct from held.expires_at`;
  await tx.execute(
    sql`insert into ou_memberships as held (org_id, unit_id, org_member_id, role, granted_by, expires_at, told_at)
        select ${actor.orgId}, g.unit_id, g.org_member_id, g.role, ${actor.memberId}, g.expires_at,
               case when g.expires_at < now() + make_interval(days => ${TOLD_DAYS}) then now() end
          from json_to_recordset(${jsonValue(rows)}) as g (unit_id text, org_member_id text, role text, expires_at timestamptz)
         order by g.org_member_id, g.unit_id
        on conflict (org_id, unit_id, org_member_id) do update set role = excluded.role, expires_at = excluded.expires_at,
          told_at = case when ${isSameEnd} then held.told_at else excluded.told_at end`,
  );
}

const pick = ({ unit_id, org_member_id }: PlannedItem["result"]) => ({ unit_id, org_member_id });

/** Ends the memberships. */
export async function revokeAll(tx: Tx, actor: Actor, planned: readonly PlannedItem[]): Promise<void> {
  await tx.execute(
    sql`delete from ${ouMemberships} using json_to_recordset(${jsonValue(pairsOf(planned))}) as r (unit_id text, org_member_id text)
         where ${ouMemberships.orgId} = ${actor.orgId} and ${ouMemberships.unitId} = r.unit_id
           and ${ouMemberships.orgMemberId} = r.org_member_id`,
  );
}

/** Removes expired memberships of the scope's organization: those of the pairs, or some if none are named. */
export async function endMemberships(tx: Tx, pairs: readonly Pair[] | null): Promise<Ended[]> {
  const named = pairs === null ? sql`null::json` : jsonValue(pairs);
  return tx.execute<Ended>(sql`select * from end_memberships(${named})`);
}

/** Has the job look at this organization, because a membership of it ends at some time. */
async function noteEnding(tx: Tx, actor: Actor): Promise<void> {
  await tx.execute(sql`insert into ending_organizations (org_id) values (${actor.orgId}) on conflict do nothing`);
}

/**
 * Has the job pass over this organization if no membership of it ends any more. Call it under lockAccess, so that none gets
 * an end meanwhile.
 */
export async function forgetEnding(tx: Tx, { orgId }: Actor): Promise<void> {
  await tx.execute(sql`select set_config('app.ends_memberships', 'on', true)`);
  await tx.execute(sql`delete from ending_organizations where org_id = ${orgId}
     and not exists (select from ou_memberships where org_id = ${orgId} and expires_at is not null)`);
  await tx.execute(sql`select set_config('app.ends_memberships', '', true)`);
}

/** Records that a membership has expired, which is the system's doing even if somebody's grant comes upon it. */
export function auditExpiry(tx: Tx, { unit_id: unitId, org_member_id: id, role }: Ended): void {
  const changes = [{ field: "role", before: role, after: null }];
  audit(tx, "membership.expired", { id }, { unitId, changes }, bySystem);
}
