import { setTimeout as sleep } from "node:timers/promises";
import { Connection, PATIENCE } from "./connection";

// Any number, the same in every process: the second half of the name of a worker's advisory lock.
const NAMESPACE = 7_236_981_403;
const SWEEP_SECONDS = 15;
// A worker says something every 15 to 30 s. One that is cut off without a word, with its machine, is dead after this.
const SILENCE_SECONDS = 60;
// A server that has not answered for this long, a whole wait and a statement, counts as gone, and the lease with it.
const PATIENCE_MILLISECONDS = 45_000;

/** Frees the jobs of workers that live no more, and drops what they finished but did not remove. Returns how many workers. */
async function sweep({ sql }: Connection, workerId: string): Promise<number> {
  const [row] = await sql<{ dead: number }[]>`
    with dead as (
      select worker_id from (
        select distinct locked_by as worker_id from graphile_worker.jobs where locked_by <> ${workerId}
      ) as holders where pg_try_advisory_xact_lock(hashtextextended(worker_id, ${NAMESPACE}))
    ) select count(*)::int as dead, graphile_worker.force_unlock_workers(array_agg(worker_id)) from dead`;
  // A job that has put its next one in its place keeps no key and no attempt; it is removed when its run ends, if it does.
  await sql`
    select count(*) from graphile_worker.complete_jobs(array(
      select id from graphile_worker.jobs where key is null and attempts >= max_attempts and locked_at is null))`;
  return row?.dead ?? 0;
}

type Watch = {
  /** Called once the lease is held: from now on others leave this worker's jobs alone. */
  onHeld(): void;
  /** Called with the number of dead workers whose jobs have been freed. */
  onFreed(workers: number): void;
  /** Ends the lease. */
  signal: AbortSignal;
};

/**
 * Says that a worker lives, for as long as this runs: the worker's id is an advisory lock of a connection of its own, so it
 * falls with the process, however that ends. Frees the jobs of others whose lock has fallen, now and every 15 to 30 seconds.
 * Resolves after the signal; throws when the connection breaks, and then others may take the worker's jobs (decision 015).
 */
export async function holdWorkerLease(workerId: string, { onHeld, onFreed, signal }: Watch): Promise<void> {
  const connection = await Connection.open({ ...PATIENCE, silenceMilliseconds: PATIENCE_MILLISECONDS });
  try {
    await connection.use(async (held) => {
      await held.sql`select set_config('idle_session_timeout', ${`${SILENCE_SECONDS}s`}, false)`;
      await held.sql`select pg_advisory_lock(hashtextextended(${workerId}, ${NAMESPACE}))`;
      onHeld();
      while (!signal.aborted) {
        const freed = await sweep(held, workerId);
        if (freed > 0) onFreed(freed);
        await sleep(SWEEP_SECONDS * 1000 * (1 + Math.random()), undefined, { signal }).catch(() => {});
      }
    });
  } finally {
    await connection.close();
  }
}
