import { sql } from "drizzle-orm";
import { type Tx, withUnit } from "@/db/scope";
import type { UnitActor } from "@/lib/auth/actor";
import type { ActiveUnit } from "@/lib/auth/resolve-unit";

/** How many leads an OU may have for its scores to be made anew within the request; some 50 ms a thousand. */
export const LEADS_AT_ONCE = 5_000;

/**
 * Runs a change of an OU's rules: alone among the changes of that OU, and with the scores right when it is committed, or,
 * for an OU of many leads, left to the runner (recompute.ts) while readers see the scores of before.
 */
export function changeRules<T>(
  actor: UnitActor,
  unit: ActiveUnit,
  work: (tx: Tx) => Promise<T>,
  leadsAtOnce = LEADS_AT_ONCE,
): Promise<T> {
  return withUnit(actor, unit, async (tx) => {
    await tx.execute(sql`select begin_rule_change(${actor.orgId}, ${unit.unitId})`);
    const result = await work(tx);
    await tx.execute(sql`select finish_rule_change(${actor.orgId}, ${unit.unitId}, ${leadsAtOnce}::int)`);
    return result;
  });
}
