import { sql } from "drizzle-orm";
import { inUnit } from "@/db/scope";
import { backgroundWorker } from "@/lib/auth/actor";
import { resolveUnit } from "@/lib/auth/resolve-unit";

/** How many leads one step takes: some 100 ms, during which neither merges nor rule changes of the OU go on. */
const STEP_LEADS = 2_000;

/**
 * Brings an OU's scores to its rules of now, step by step, each a transaction of its own. It may be killed between any two
 * and run again, or run twice at a time. Returns how many steps there were to do.
 */
export async function recomputeScores(orgId: string, unitId: string, stepLeads = STEP_LEADS): Promise<number> {
  const worker = backgroundWorker(orgId, unitId);
  const unit = await resolveUnit(worker, undefined);
  const step = sql`select recompute_step(${orgId}, ${unitId}, ${stepLeads}::int) as state`;
  for (let steps = 0; ; steps += 1) {
    const [row] = await inUnit(worker, unit, (tx) => tx.execute<{ state: string }>(step));
    if (row?.state !== "working") return steps;
  }
}
