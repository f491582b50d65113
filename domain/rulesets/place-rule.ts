import { sql } from "drizzle-orm";
import type { Change } from "@/db/audit-journal";
import { rules } from "@/db/schema/rules";
import type { Tx } from "@/db/scope";
import { inUnitOf } from "@/db/unit-scope";
import type { ActiveUnit } from "@/domain/access/active-unit";
import type { UnitActor } from "@/domain/access/actor";
import { asPlaced } from "./present";

/**
 * Moves a rule to a place among its ruleset's rules, counted from 1, or to the last one; the others keep their order. Returns
 * what has changed for the audit log.
 */
export async function placeRule(
  tx: Tx,
  actor: UnitActor,
  unit: ActiveUnit,
  rulesetId: string,
  ruleId: string,
  position: number,
): Promise<Change[]> {
  const isGiven = sql`${rules.ruleId} = ${ruleId}`;
  const [moved] = await tx.execute<{ was: number; place: number }>(sql`
    with shown as (
      select ${rules.ruleId}, ${isGiven} as is_given, row_number() over (order by ${asPlaced}) as was,
             row_number() over (order by ${isGiven}, ${asPlaced}) as among, count(*) over () as number
        from ${rules} where ${inUnitOf(actor, unit, rules)} and ${rules.rulesetId} = ${rulesetId}),
    placed as (
      select rule_id, is_given, was::int,
             case when is_given then least(${position}::int, number) else among + (among >= ${position}::int)::int end::int as place
        from shown),
    saved as (
      update ${rules} set position = placed.place from placed
       where ${inUnitOf(actor, unit, rules)} and ${rules.ruleId} = placed.rule_id)
    select was, place from placed where is_given`);
  if (!moved || moved.was === moved.place) return [];
  return [{ field: "position", before: moved.was, after: moved.place }];
}
