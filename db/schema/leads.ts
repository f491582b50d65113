import { sql } from "drizzle-orm";
import {
  type AnyPgColumn,
  bigint,
  check,
  foreignKey,
  index,
  integer,
  jsonb,
  pgTable,
  primaryKey,
  smallint,
  text,
} from "drizzle-orm/pg-core";
import { createdAt, timestamptz } from "./columns";
import { ofUnit } from "./org-units";
import { unitColumns, unitPolicies } from "./unit-policies";

/** The people an OU scores. */
export const leads = pgTable(
  "leads",
  {
    ...unitColumns(),
    leadId: text("lead_id").notNull(),
    ownerName: text("owner_name"),
    /** A flat object, read by profile rules. */
    profile: jsonb("profile").notNull().default({}),
    /** The normalized profile, as rules compare it (lib/text-key.ts). */
    profileKeys: jsonb("profile_keys").notNull().default({}),
    createdAt: createdAt(),
    updatedAt: timestamptz("updated_at").notNull().defaultNow(),
    lastEventAt: timestamptz("last_event_at"),
    /** The last event, or the lead's creation if it has none: never null, so lists can sort by it. */
    lastActiveAt: timestamptz("last_active_at").notNull().defaultNow(),
    /** The number of score changes, which gives the position of the next point in score_points. */
    scoreChanges: integer("score_changes").notNull().default(0),
    /** Folded names for searches, written by the trigger of fold_lead. */
    searchKey: text("search_key").notNull(),
  },
  (table) => [
    primaryKey({ name: "leads_pkey", columns: [table.orgId, table.unitId, table.leadId] }),
    ofUnit("leads_org_unit", table),
    index("leads_by_creation").on(table.orgId, table.unitId, table.createdAt, table.leadId),
    index("leads_by_activity").on(table.orgId, table.unitId, table.lastActiveAt, table.leadId),
    check("leads_profile_is_object", sql`jsonb_typeof(${table.profile}) = 'object'`),
    ...unitPolicies("leads"),
  ],
);

/** Merged leads: their events keep the original id (docs/decisions/020). */
export const leadMerges = pgTable(
  "lead_merges",
  {
    ...unitColumns(),
    mergedId: text("merged_id").notNull(),
    leadId: text("lead_id").notNull(),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ name: "lead_merges_pkey", columns: [table.orgId, table.unitId, table.mergedId] }),
    ofLead("lead_merges_lead", table),
    index("lead_merges_by_lead").on(table.orgId, table.unitId, table.leadId),
    ...unitPolicies("lead_merges"),
  ],
);

/** The number of leads in the OU, in several slots (tally_slot) so that parallel ingests do not wait for one row. */
export const leadTallies = pgTable(
  "lead_tallies",
  { ...unitColumns(), slot: smallint("slot").notNull(), leads: bigint("leads", { mode: "number" }).notNull() },
  (table) => [
    primaryKey({ name: "lead_tallies_pkey", columns: [table.orgId, table.unitId, table.slot] }),
    ...unitPolicies("lead_tallies"),
  ],
);

/** The foreign key of a lead's rows, which are removed with it. */
export function ofLead(name: string, { orgId, unitId, leadId }: Record<"orgId" | "unitId" | "leadId", AnyPgColumn>) {
  const foreignColumns: [AnyPgColumn, AnyPgColumn, AnyPgColumn] = [leads.orgId, leads.unitId, leads.leadId];
  return foreignKey({ name, columns: [orgId, unitId, leadId], foreignColumns }).onDelete("cascade");
}
