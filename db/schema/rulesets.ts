import { sql } from "drizzle-orm";
import { bigint, boolean, check, index, pgTable, primaryKey, text, unique } from "drizzle-orm/pg-core";
import { bytewise, createdAt, timestamptz } from "./columns";
import { ofUnit } from "./org-units";
import { unitColumns, unitPolicies } from "./unit-policies";

/** Named sets of rules of one kind. They count while they are active and within their window. */
export const rulesets = pgTable(
  "rulesets",
  {
    ...unitColumns(),
    rulesetId: text("ruleset_id").notNull(),
    name: text("name").notNull(),
    kind: text("kind", { enum: ["engagement", "profile"] }).notNull(),
    active: boolean("active").notNull().default(true),
    startsAt: timestamptz("starts_at"),
    endsAt: timestamptz("ends_at"),
    /** A lead whose score rises above it is announced (lead.score_crossed). */
    scoreAbove: bigint("score_above", { mode: "number" }),
    createdAt: createdAt(),
    updatedAt: timestamptz("updated_at").notNull().defaultNow(),
  },
  (table) => [
    primaryKey({ name: "rulesets_pkey", columns: [table.orgId, table.unitId, table.rulesetId] }),
    ofUnit("rulesets_org_unit", table),
    // Referenced by rules, so that a rule has its ruleset's kind.
    unique("rulesets_kind_key").on(table.orgId, table.unitId, table.rulesetId, table.kind),
    index("rulesets_by_creation").on(table.orgId, table.unitId, table.createdAt, bytewise(table.rulesetId)),
    check("rulesets_kind", sql`kind in ('engagement', 'profile')`),
    check("rulesets_name_length", sql`char_length(${table.name}) between 1 and 100`),
    check("rulesets_window", sql`${table.endsAt} > ${table.startsAt}`),
    ...unitPolicies("rulesets"),
  ],
);
