import { sql } from "drizzle-orm";
import { jsonValue } from "./json";
import type { Tx } from "./scope";

/** The tasks that server/tasks.ts knows, with what each gets: ids, never data, because a job outlives row-level security. */
export type Jobs = {
  send_mail: { org_id: string; message_id: string };
  recompute_scores: { org_id: string; unit_id: string };
  request_password_reset: { accounts: { org_id: string; org_member_id: string }[] };
};

/**
 * Queues a job in the transaction at hand: rolled back, there is none; committed, a worker runs it, also after a crash.
 * A job of the same key that waits is replaced; one that runs is finished, and does not come back. With `keepsPriority`
 * the new one is as urgent as that one.
 */
export async function addJob<T extends keyof Jobs>(
  tx: Tx,
  task: T,
  payload: Jobs[T],
  key: string,
  { afterSeconds = 0, keepsPriority = false } = {},
): Promise<void> {
  const priority = keepsPriority
    ? sql`(select priority from graphile_worker.jobs where key = ${key}::text)`
    : sql`null`;
  await tx.execute(
    sql`select graphile_worker.add_job(${task}::text, ${jsonValue(payload)}, job_key := ${key}::text,
          run_at := now() + make_interval(secs => ${afterSeconds}), priority := ${priority})`,
  );
}

/** Priority of jobs made by the hundred: after those that somebody is waiting for. */
const BULK_PRIORITY = 10;

/** The same for several jobs in one statement, each at its time if it has one. Several at once run after single ones. */
export async function addJobs<T extends keyof Jobs>(
  tx: Tx,
  task: T,
  jobs: readonly { payload: Jobs[T]; key: string; at?: Date | undefined }[],
): Promise<void> {
  const priority = jobs.length > 1 ? BULK_PRIORITY : 0;
  const specs = sql`select array_agg((${task}::text, payload, null, at, null, key, ${priority}::int, null)::graphile_worker.job_spec)
    from json_to_recordset(${jsonValue(jobs)}) as jobs (payload json, key text, at timestamptz)`;
  await tx.execute(sql`select count(*) from graphile_worker.add_jobs((${specs}))`);
}
