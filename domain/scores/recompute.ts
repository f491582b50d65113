import { sql } from "drizzle-orm";
import { withUnit } from "@/db/scope";
import { backgroundWorker } from "@/domain/access/operator";
import { assertDiskSpace } from "@/lib/disk-space";
import { queueRecompute } from "./rule-change";

/** The leads per step: about 100 ms, during which merges and rule changes of the OU wait. */
const STEP_LEADS = 2_000;

type Options = { stepLeads?: number; signal?: AbortSignal | undefined };

/**
 * Brings an OU's scores up to date with its current rules, step by step, each in its own transaction. It may be killed
 * between steps and run again, or run twice at the same time. On the signal it leaves the rest to a job; when done, it
 * queues one for the next window that starts or ends. Returns the number of steps.
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
    assertDiskSpace(); // the new scores are kept beside the old ones; the job is tried again
    const [row] = await withUnit(worker, unit, (tx) => tx.execute<{ state: string }>(step));
    if (row?.state !== "working") break;
    steps += 1;
  }
  await withUnit(worker, unit, (tx) => queueRecompute(tx, worker, unit));
  return steps;
}
