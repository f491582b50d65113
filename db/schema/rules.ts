import { sql } from "drizzle-orm";
import { boolean, check, foreignKey, index, integer, jsonb, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { bytewise, createdAt } from "./columns";
import { rulesets } from "./rulesets";
import { unitColumns, unitPolicies } from "./unit-policies";

/** The points for an event type or a profile field. */
export const rules = pgTable(
  "rules",
  {
    ...unitColumns(),
    ruleId: text("rule_id").notNull(),
    rulesetId: text("ruleset_id").notNull(),
    kind: text("kind", { enum: ["engagement", "profile"] }).notNull(),
    eventType: text("event_type"),
    profileField: text("profile_field"),
    operator: text("operator"),
    /** A string, number or boolean, as sent. */
    value: jsonb("value"),
    /** The normalized text value, as compared (lib/text-key.ts). */
    valueKey: text("value_key"),
    weight: integer("weight").notNull(),
    active: boolean("active").notNull().default(true),
    /** Its place since a rule of the ruleset was moved; null is after those that have one, oldest first. */
    position: integer("position"),
    createdAt: createdAt(),
  },
  (table) => [
    primaryKey({ name: "rules_pkey", columns: [table.orgId, table.unitId, table.ruleId] }),
    foreignKey({
      name: "rules_ruleset",
      columns: [table.orgId, table.unitId, table.rulesetId, table.kind],
      foreignColumns: [rulesets.orgId, rulesets.unitId, rulesets.rulesetId, rulesets.kind],
    }).onDelete("cascade"),
    index("rules_by_ruleset").on(table.orgId, table.unitId, table.rulesetId, table.createdAt, bytewise(table.ruleId)),
    check(
      "rules_of_their_kind",
      sql`case kind when 'engagement' then event_type is not null and num_nonnulls(profile_field, operator, value) = 0
        else event_type is null and num_nulls(profile_field, operator, value) = 0 end`,
    ),
    check("rules_operator", sql`operator in ('equals', 'not_equals', 'contains', 'greater_than', 'less_than')`),
    check("rules_position", sql`position > 0`),
    check("rules_weight", sql`weight between -10000 and 10000`),
    ...unitPolicies("rules"),
  ],
);
