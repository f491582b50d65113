import { sql } from "drizzle-orm";
import { check, index, integer, pgPolicy, pgTable, text } from "drizzle-orm/pg-core";
import { timestamptz } from "./columns";

/**
 * Guesses of a secret, counted before anyone is known to be anyone: no tenant's data, so there is no org_id. The key is a
 * hash of what is guessed at (an e-mail address) or from where. docs/decisions/007.
 */
export const attempts = pgTable(
  "attempts",
  {
    attemptKey: text("attempt_key").primaryKey(),
    failures: integer("failures").notNull(),
    expiresAt: timestamptz("expires_at").notNull(),
  },
  (table) => [
    index("attempts_by_expiry").on(table.expiresAt),
    check("attempts_key_shape", sql`${table.attemptKey} ~ '^[0-9a-f]{64}$'`),
    // Who names the keys sees their counters; and, to sweep them up, those that count no more.
    pgPolicy("attempts_named", {
      for: "all",
      using: sql`attempt_key = any((select string_to_array(nullif(current_setting('app.attempt_keys', true), ''), ','))::text[])
        or (expires_at < now() and (select nullif(current_setting('app.attempt_keys', true), '')) is not null)`,
    }),
  ],
);
