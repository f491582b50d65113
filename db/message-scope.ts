import { sql } from "drizzle-orm";
import type { ReservedSql } from "postgres";
import { type Tx, transact } from "./transaction";

// For the worker and the provider's webhook, who act for no member. lint/walls.mjs names who may import this file.

/** A message by the two ids that its job, and its tags at the provider, carry. */
export type MessageKey = { orgId: string; messageId: string };

/**
 * Runs `work` in a transaction that reaches this one message of this organization and nothing else, and commits. With a
 * `deliveryId` it also reaches that delivery of the webhook, so that both are noted or neither.
 */
export function withMessage<T>(
  { orgId, messageId }: MessageKey,
  work: (tx: Tx) => Promise<T>,
  deliveryId = "",
): Promise<T> {
  const scope = (sql: ReservedSql) => [
    sql`
    select set_config('app.org_id', ${orgId}, true), set_config('app.message_id', ${messageId}, true),
        set_config('app.delivery_id', ${deliveryId}, true)`,
  ];
  return transact(scope, work);
}

/**
 * Lets the current transaction reach this one message too while `work` runs: whoever causes a notice has to add it to the
 * waiting one, which otherwise only an admin may read.
 */
export async function lendMessage<T>(tx: Tx, messageId: string, work: () => Promise<T>): Promise<T> {
  await tx.execute(sql`select set_config('app.message_id', ${messageId}, true)`);
  const result = await work();
  await tx.execute(sql`select set_config('app.message_id', '', true)`);
  return result;
}
