import { sql } from "drizzle-orm";
import { traceparent } from "@/lib/tracing";
import { jsonValue } from "./json";
import type { Tx } from "./scope";

type Account = { org_id: string; org_member_id: string };

/**
 * The tasks of server/tasks.ts with their payloads: ids, never data, because row-level security does not guard a job. `from`
 * is sealed (lib/auth/sealed-provenance.ts).
 */
export type Jobs = {
  send_mail: { org_id: string; message_id: string };
  recompute_scores: { org_id: string; unit_id: string };
  forget_keys: Record<string, never>;
  end_memberships: Record<string, never>;
  request_password_reset: { accounts: Account[]; from?: string | undefined };
  note_failed_sign_in: { failed: Account[]; locked: Account[]; from: string };
  seal_audit_logs: Record<string, never>;
  check_audit_logs: Record<string, never>;
  mail_checkpoints: Record<string, never>;
  remind_reviewers: { org_id: string };
  deliver_webhooks: { org_id: string; endpoint_id: string };
};

/** A payload that lets its job continue the current trace. */
export function withTrace<P extends object>(payload: P): P & { traceparent?: string } {
  const current = traceparent();
  return current === undefined ? payload : { ...payload, traceparent: current };
}

/**
 * Queues a job in the current transaction: a worker runs it, even after a crash, if and only if that commits. It replaces a
 * waiting job with the same key; a running one finishes and is not retried. With `keepsPriority` the new job is as urgent
 * as the one it replaces.
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
    sql`select graphile_worker.add_job(${task}::text, ${jsonValue(withTrace(payload))}, job_key := ${key}::text,
          run_at := now() + make_interval(secs => ${afterSeconds}), priority := ${priority})`,
  );
}

/** The priority of jobs queued by the hundred: after those that somebody is waiting for. */
const BULK_PRIORITY = 10;

/** Queues several jobs in one statement, each at its time if it has one. They run after jobs that were queued singly. */
export async function addJobs<T extends keyof Jobs>(
  tx: Tx,
  task: T,
  jobs: readonly { payload: Jobs[T]; key: string; at?: Date | undefined }[],
): Promise<void> {
  const priority = jobs.length > 1 ? BULK_PRIORITY : 0;
  const traced = jobs.map((job) => ({ ...job, payload: withTrace(job.payload) }));
  const specs = sql`select array_agg((${task}::text, payload, null, at, null, key, ${priority}::int, null)::graphile_worker.job_spec)
    from json_to_recordset(${jsonValue(traced)}) as jobs (payload json, key text, at timestamptz)`;
  await tx.execute(sql`select count(*) from graphile_worker.add_jobs((${specs}))`);
}
