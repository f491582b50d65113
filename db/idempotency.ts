import { sql as statement } from "drizzle-orm";
import type { Row } from "postgres";
import { type Scope, transact } from "./transaction";

/** A request's Idempotency-Key, with the hash of what it asks; `takes` claims the key instead of only looking. */
export type Keyed = { key: string; fingerprint: string; takes: boolean };

/** An answer as it is kept for a repeated request. */
export type KeptAnswer = { status: number; headers: Record<string, string>; body: string | null };

/** What has become of an earlier request with the same key of the same caller; `reused` had another fingerprint. */
export type Earlier = "reused" | "running" | KeptAnswer;

/** Keeps the answer of the request that claimed the key, when it commits. `leadIds` are leads of the active OU that it is about. */
export type Keep = (answer: KeptAnswer, leadIds: readonly string[]) => void;

/** Claims the key in the scope that was just entered, or only looks. */
export const claimKey =
  ({ key, fingerprint, takes }: Keyed): Scope =>
  (sql) => [sql`select * from claim_key(${key}, ${fingerprint}, ${takes})`];

/** The earlier request of a row that `claimKey` returned. */
export function earlierOf(row: Row | undefined): Earlier | undefined {
  if (row?.state !== "answered") return row?.state;
  if (row.status === null) throw new Error("the answer to a request with an Idempotency-Key was not kept");
  return { status: row.status, headers: row.headers, body: row.body };
}

/** The statement that keeps the answer. */
export const keepAnswer =
  (key: string, ...[{ status, headers, body }, leadIds]: Parameters<Keep>): Scope =>
  (sql) => {
    const leads = leadIds.length > 0 ? JSON.stringify(leadIds) : null;
    return [
      sql`select keep_answer(${key}, ${status}, ${JSON.stringify(headers)}::text::json, ${body}, ${leads}::text::json)`,
    ];
  };

const STEP = 1_000;

/** Deletes some of the keys that are older than a day, with their answers. Returns whether there may be more. */
export async function forgetOldKeys(): Promise<boolean> {
  const naming: Scope = (sql) => [sql`select set_config('app.forgets_keys', 'on', true)`];
  const gone = await transact(naming, (tx) =>
    tx.execute(statement`
      delete from idempotency_keys k where (k.org_id, k.actor_id, k.key) in (
        select old.org_id, old.actor_id, old.key from idempotency_keys old
         where old.created_at < now() - interval '1 day' order by old.created_at limit ${STEP} for update skip locked)
      returning 1`),
  );
  return gone.length === STEP;
}
