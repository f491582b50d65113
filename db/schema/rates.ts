import { sql } from "drizzle-orm";
import { doublePrecision, integer, pgPolicy, pgTable, primaryKey, text, timestamp } from "drizzle-orm/pg-core";
import { orgId } from "./columns";
import { asOrgAdmin, inOrganization, listSetting } from "./scope";

// Both tables are unlogged: after a crash every rate begins anew. No foreign key, so that a report waits for no lock.

// A process reports for several organizations at once, and names them.
const reported = sql`org_id = any(${listSetting("rate_org_ids")})`;

/** The hash of a credential; '' for the organization as a whole. */
const holder = () => ({
  orgId: orgId(),
  credentialHash: text("credential_hash").notNull(),
  kind: text("kind").notNull(),
});

/** What all processes have let through, as the time until which it keeps the bucket from being full (lib/rate-bucket.ts). */
export const rateBuckets = pgTable(
  "rate_buckets",
  {
    ...holder(),
    busyUntil: timestamp("busy_until", { withTimezone: true }).notNull(),
    /** What the last report has added. */
    addedSeconds: doublePrecision("added_seconds").notNull().default(0),
  },
  (table) => [
    primaryKey({ name: "rate_buckets_pkey", columns: [table.orgId, table.credentialHash, table.kind] }),
    pgPolicy("rate_buckets_reported", { for: "all", using: reported }),
  ],
);

/** How many requests were let through and refused in a minute, for the last hour. */
export const rateUsage = pgTable(
  "rate_usage",
  {
    ...holder(),
    minute: timestamp("minute", { withTimezone: true }).notNull(),
    requests: integer("requests").notNull(),
    refused: integer("refused").notNull(),
  },
  (table) => [
    primaryKey({ name: "rate_usage_pkey", columns: [table.orgId, table.minute, table.credentialHash, table.kind] }),
    pgPolicy("rate_usage_reported", { for: "all", using: reported }),
    pgPolicy("rate_usage_oversee", { for: "select", using: sql`${inOrganization} and ${asOrgAdmin}` }),
  ],
);
