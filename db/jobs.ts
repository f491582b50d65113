import { sql } from "drizzle-orm";
import type { Tx } from "./scope";

/** The tasks that server/tasks.ts knows, with what each gets: ids, never data, because a job outlives row-level security. */
export type Jobs = {
  send_mail: { org_id: string; message_id: string };
};

/**
 * Queues a job in the transaction at hand: rolled back, there is none; committed, a worker runs it, also after a crash.
 * A job of the same key that waits is replaced.
 */
export async function addJob<T extends keyof Jobs>(tx: Tx, task: T, payload: Jobs[T], key: string): Promise<void> {
  await tx.execute(
    sql`select graphile_worker.add_job(${task}::text, ${JSON.stringify(payload)}::text::json, job_key := ${key}::text)`,
  );
}
