import { setTimeout as sleep } from "node:timers/promises";
import { Connection, PATIENCE } from "./connection";

// Any number, the same in every process: the second half of the name of a worker's advisory lock.
const NAMESPACE = 7_236_981_403;
const SWEEP_SECONDS = 15;
// A worker sends something every 15 to 30 s. One that loses its network or machine counts as dead after this time.
const SILENCE_SECONDS = 60;
// A server that has not answered for this long (a whole wait and a statement) counts as gone, and so does the lease.
const PATIENCE_MILLISECONDS = 45_000;

/** Frees the jobs of dead workers and removes those that they had finished. Returns the number of dead workers. */
async function sweep({ sql }: Connection, workerId: string): Promise<number> {
  const [row] = await sql<{ dead: number }[]>`
    with dead as (
      select worker_id from (
        select distinct locked_by as worker_id from graphile_worker.jobs where locked_by <> ${workerId}
      ) as holders where pg_try_advisory_xact_lock(hashtextextended(worker_id, ${NAMESPACE}))
    ) select count(*)::int as dead, graphile_worker.force_unlock_workers(array_agg(worker_id)) from dead`;
  // A running job that was replaced by another has no key and no attempts left; only the end of its run would remove it.
  await sql`
    select count(*) from graphile_worker.complete_jobs(array(
      select id from graphile_worker.jobs where key is null and attempts >= max_attempts and locked_at is null))`;
  return row?.dead ?? 0;
}

type Watch = {
  /** Called once the lease is held: from then on, other workers leave this one's jobs alone. */
  onHeld(): void;
  /** Called with the number of dead workers whose jobs have been freed. */
  onFreed(workers: number): void;
  /** Ends the lease. */
  signal: AbortSignal;
};

/**
 * Shows that a worker is alive while this runs: its id is an advisory lock on a connection of its own, which the process
 * loses however it ends. Frees the jobs of others that lost theirs, now and every 15 to 30 seconds. Resolves after the
 * signal; throws if the connection breaks, and then others may take the worker's jobs (decision 015).
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
