import { sql } from "drizzle-orm";
import { check, index, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { createdAt } from "./columns";
import { ofLead } from "./leads";
import { unitColumns, unitPolicies } from "./unit-policies";

/** Aliases of leads. The key is the normalized value; in an OU it identifies one lead. */
export const leadAliases = pgTable(
  "lead_aliases",
  {
    ...unitColumns(),
    aliasKind: text("alias_kind").notNull(),
    aliasKey: text("alias_key").notNull(),
    rawValue: text("raw_value").notNull(),
    leadId: text("lead_id").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({
      name: "lead_aliases_pkey",
      columns: [table.orgId, table.unitId, table.aliasKind, table.aliasKey],
    }),
    ofLead("lead_aliases_lead", table),
    index("lead_aliases_by_lead").on(table.orgId, table.unitId, table.leadId),
    index("lead_aliases_by_key").using("btree", table.orgId, table.unitId, sql`${table.aliasKey} collate "C"`),
    check("lead_aliases_kind", sql`alias_kind in ('email', 'phone', 'external_id', 'cookie', 'social')`),
    ...unitPolicies("lead_aliases"),
  ],
);
