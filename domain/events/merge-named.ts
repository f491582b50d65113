import { sql } from "drizzle-orm";
import { jsonValue } from "@/db/json";
import type { Tx } from "@/db/scope";
import type { ActiveUnit } from "@/domain/access/active-unit";
import type { UnitActor } from "@/domain/access/actor";
import { type Groups, groupEvents } from "./group-events";

/**
 * Merges the leads that each group of a batch names into the oldest of them and updates their scores, in a few statements
 * however many there are: one by one, some hundreds would exceed the time limit of a statement.
 */
export async function mergeNamed(
  tx: Tx,
  actor: UnitActor,
  unit: ActiveUnit,
  { named, aliases }: Groups,
): Promise<void> {
  await tx.execute(sql`select enter_unit(${actor.orgId}, ${unit.unitId}, true)`);
  const met = await tx.execute<{ leads: string }>(sql`select to_json(leads)::text as leads
      from group_leads(${actor.orgId}, ${unit.unitId}, ${jsonValue(named)}, ${jsonValue(aliases)}) where cardinality(leads) > 1`);
  // Groups that share a lead belong together too: group again, with the leads as their aliases.
  const people = met.map((row) => ({
    aliases: (JSON.parse(row.leads) as string[]).map((raw_value) => ({
      alias_kind: "external_id" as const,
      raw_value,
    })),
  }));
  const members = groupEvents(people).aliases.map(({ g, key: lead }) => ({ g, lead }));
  const merged = sql`merge_groups(${actor.orgId}, ${unit.unitId}, ${jsonValue(members)})`;
  await tx.execute(sql`select rescore_leads(${actor.orgId}, ${unit.unitId}, ${merged})`);
}
