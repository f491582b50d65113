import { sql } from "drizzle-orm";
import { check, foreignKey, index, jsonb, pgPolicy, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { orgId, timestamptz } from "./columns";
import { organizations } from "./organizations";
import { inOrganization } from "./scope";

/**
 * When an organization's mails to one address, or all its invitations, left or will leave; its budgets count these. The key
 * is a hash and the row refers to no member, so it outlives them and reveals nobody's address.
 */
export const mailBudgets = pgTable(
  "mail_budgets",
  {
    orgId: orgId(),
    budgetKey: text("budget_key").notNull(),
    /** A list of [seconds since 1970, number of mails], oldest first (domain/mail/allowance.ts). */
    departures: jsonb("departures").notNull().default([]),
    /** The latest combined notice, which others join until it leaves. */
    noticeId: text("notice_id"),
    /** After that time nothing in it counts any more. */
    expiresAt: timestamptz("expires_at").notNull(),
  },
  (table) => [
    primaryKey({ name: "mail_budgets_pkey", columns: [table.orgId, table.budgetKey] }),
    foreignKey({
      name: "mail_budgets_organization",
      columns: [table.orgId],
      foreignColumns: [organizations.orgId],
    }).onDelete("cascade"),
    index("mail_budgets_by_expiry").on(table.orgId, table.expiresAt),
    check("mail_budgets_key_shape", sql`${table.budgetKey} ~ '^[0-9a-f]{64}$'`),
    pgPolicy("mail_budgets_all", { for: "all", using: inOrganization }),
  ],
);
