import { sql } from "drizzle-orm";
import { check, index, integer, pgPolicy, pgTable, text } from "drizzle-orm/pg-core";
import { timestamptz } from "./columns";
import { listSetting, setting } from "./scope";

/**
 * Failed attempts at a secret, counted before anybody is signed in: not a tenant's data, so there is no org_id. The key is
 * a hash of the target (an e-mail address) or the origin. docs/decisions/007.
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
    // Whoever names the keys sees their counters and, for cleaning up, expired ones.
    pgPolicy("attempts_named", {
      for: "all",
      using: sql`attempt_key = any(${listSetting("attempt_keys")})
        or (expires_at < now() and ${setting("attempt_keys")} is not null)`,
    }),
  ],
);
