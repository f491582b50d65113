import { sql } from "drizzle-orm";
import { boolean, check, pgPolicy, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { createdAt, orgId, timestamptz } from "./columns";
import { asOrgAdmin, inOrganization } from "./scope";

/** The tenants. */
export const organizations = pgTable(
  "organizations",
  {
    orgId: orgId(),
    name: text("name").notNull(),
    createdAt: createdAt(),
    /** Since when nobody can work in it; only the tables' owner may set it. */
    suspendedAt: timestamptz("suspended_at"),
    /** Whether it has ever had a webhook endpoint. Entering tells the transaction, which else would have to look for one. */
    hasWebhooks: boolean("has_webhooks").notNull().default(false),
  },
  (table) => [
    primaryKey({ name: "organizations_pkey", columns: [table.orgId] }),
    check("organizations_name_length", sql`char_length(${table.name}) between 1 and 100`),
    pgPolicy("organizations_read", { for: "select", using: inOrganization }),
    pgPolicy("organizations_found", { for: "insert", withCheck: sql`${inOrganization} and ${asOrgAdmin}` }),
    // Row locks need the update policy too; the last-admin rule locks this row.
    pgPolicy("organizations_change", { for: "update", using: sql`${inOrganization} and ${asOrgAdmin}` }),
  ],
);
