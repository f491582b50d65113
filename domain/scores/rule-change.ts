import { sql } from "drizzle-orm";
import { addJob } from "@/db/jobs";
import { scoring } from "@/db/schema/scores";
import type { Tx } from "@/db/scope";
import { inUnitOf } from "@/db/unit-scope";
import type { ActiveUnit } from "@/domain/access/active-unit";
import type { UnitActor } from "@/domain/access/actor";

/** The most leads of an OU whose scores are recomputed within the request. */
export const LEADS_AT_ONCE = 5_000;

/** Allows one change of the OU's rules at a time, until the transaction ends. */
export async function beginRuleChange(tx: Tx, actor: UnitActor, unit: ActiveUnit): Promise<void> {
  await tx.execute(sql`select begin_rule_change(${actor.orgId}, ${unit.unitId})`);
}

/**
 * Runs a change of an OU's rules, one at a time per OU. The scores are right when it commits; for an OU with many leads a
 * job recomputes them (recompute.ts) while readers see the previous scores.
 */
export async function changeRules<T>(
  tx: Tx,
  actor: UnitActor,
  unit: ActiveUnit,
  work: () => Promise<T>,
  leadsAtOnce = LEADS_AT_ONCE,
): Promise<T> {
  await beginRuleChange(tx, actor, unit);
  const result = await work();
  await tx.execute(sql`select finish_rule_change(${actor.orgId}, ${unit.unitId}, ${leadsAtOnce}::int)`);
  await queueRecompute(tx, actor, unit);
  return result;
}

// The queue has microseconds and the column milliseconds, so add a moment.
const MOMENT_SECONDS = 0.01;

/** Queues the remaining recomputation of the OU's scores: now, or when the next window of a ruleset starts or ends. */
export async function queueRecompute(tx: Tx, actor: UnitActor, unit: ActiveUnit): Promise<void> {
  const [due] = await tx.execute<{ seconds: number }>(
    sql`select greatest(0, case when building is null and garbage = '{}' then extract(epoch from due_at - now()) end)::float as seconds
          from ${scoring} where ${inUnitOf(actor, unit, scoring)} and (due_at is not null or building is not null or garbage <> '{}')`,
  );
  if (!due) return;
  const payload = { org_id: actor.orgId, unit_id: unit.unitId };
  const key = `scores ${unit.unitId}`;
  await addJob(tx, "recompute_scores", payload, key, { afterSeconds: due.seconds && due.seconds + MOMENT_SECONDS });
}
