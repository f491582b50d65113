import type { ReservedSql } from "postgres";
import type { Provenance } from "@/lib/auth/client";
import { bySystem } from "./audit-journal";
import { type Tx, transact } from "./transaction";

// For the worker and the provider's webhook, which act for no member. lint/walls.mjs lists the files that may import this one.

/** The two ids of a message, as its job and its tags at the provider name it. */
export type MessageKey = { orgId: string; messageId: string };

/**
 * Runs `work` in a transaction that can reach only this message of this organization, and commits. With a `deliveryId` it
 * can also reach that delivery of the webhook, so that both are recorded or neither. The audit log names the system.
 */
export function withMessage<T>(
  { orgId, messageId }: MessageKey,
  work: (tx: Tx) => Promise<T>,
  { deliveryId = "", provenance = {} }: { deliveryId?: string; provenance?: Partial<Provenance> } = {},
): Promise<T> {
  const scope = (sql: ReservedSql) => [
    sql`
    select set_config('app.org_id', ${orgId}, true), set_config('app.message_id', ${messageId}, true),
        set_config('app.delivery_id', ${deliveryId}, true)`,
  ];
  return transact(scope, work, { origin: { ...bySystem, ...provenance } });
}
