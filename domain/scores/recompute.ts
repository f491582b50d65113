import { sql } from "drizzle-orm";
import { withUnit } from "@/db/scope";
import { backgroundWorker } from "@/domain/access/operator";
import { queueRecompute } from "./rule-change";

/** How many leads one step takes: some 100 ms, during which neither merges nor rule changes of the OU go on. */
const STEP_LEADS = 2_000;

type Options = { stepLeads?: number; signal?: AbortSignal | undefined };

/**
 * Brings an OU's scores to its rules of now, step by step, each a transaction of its own. It may be killed between any two
 * and run again, or run twice at a time. At the signal it leaves the rest to a job; when all is done it queues one for the
 * next window that begins or ends. Returns how many steps there were to do.
 */
export async function recomputeScores(
  orgId: string,
  unitId: string,
  { stepLeads = STEP_LEADS, signal }: Options = {},
): Promise<number> {
  const { worker, unit } = backgroundWorker(orgId, unitId);
  const step = sql`select recompute_step(${orgId}, ${unitId}, ${stepLeads}::int) as state`;
  let steps = 0;
  while (!signal?.aborted) {
    const [row] = await withUnit(worker, unit, (tx) => tx.execute<{ state: string }>(step));
    if (row?.state !== "working") break;
    steps += 1;
  }
  await withUnit(worker, unit, (tx) => queueRecompute(tx, worker, unit));
  return steps;
}
