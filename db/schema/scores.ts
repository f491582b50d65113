import { bigint, index, integer, jsonb, pgTable, primaryKey, smallint, text } from "drizzle-orm/pg-core";
import { timestamptz } from "./columns";
import { unitColumns, unitPolicies } from "./unit-policies";

/**
 * One row per OU: the generation of scores that is shown, the rules it was made with, and the generation being built
 * (docs/decisions/021). Readers see a change of rules as a whole, when `generation` changes.
 */
export const scoring = pgTable(
  "scoring",
  {
    ...unitColumns(),
    generation: integer("generation").notNull().default(1),
    rules: jsonb("rules").notNull().default([]),
    /** The rulesets' thresholds that count with these rules. */
    thresholds: jsonb("thresholds").notNull().default([]),
    activatedAt: timestamptz("activated_at").notNull().defaultNow(),
    newestGeneration: integer("newest_generation").notNull().default(1),
    /** When scores have to be recomputed: at once after a change, or when a ruleset's window starts or ends. */
    dueAt: timestamptz("due_at"),
    building: integer("building"),
    buildingRules: jsonb("building_rules"),
    buildingAfter: text("building_after"),
    buildingStartedAt: timestamptz("building_started_at"),
    leadsDone: bigint("leads_done", { mode: "number" }).notNull().default(0),
    leadsTotal: bigint("leads_total", { mode: "number" }).notNull().default(0),
    /** Old and unfinished generations whose scores are still to be deleted. */
    previous: integer("previous"),
    garbage: integer("garbage").array().notNull().default([]),
    garbageAfter: text("garbage_after").notNull().default(""),
  },
  (table) => [primaryKey({ name: "scoring_pkey", columns: [table.orgId, table.unitId] }), ...unitPolicies("scoring")],
);

/** A lead's score in a generation. No foreign key: everything that removes a lead also deletes its scores (remove_leads). */
export const leadScores = pgTable(
  "lead_scores",
  {
    ...unitColumns(),
    generation: integer("generation").notNull(),
    leadId: text("lead_id").notNull(),
    score: bigint("score", { mode: "number" }).notNull(),
    engagement: bigint("engagement", { mode: "number" }).notNull(),
    profile: bigint("profile", { mode: "number" }).notNull(),
  },
  (table) => [
    primaryKey({ name: "lead_scores_pkey", columns: [table.orgId, table.unitId, table.generation, table.leadId] }),
    index("lead_scores_by_score").on(table.orgId, table.unitId, table.generation, table.score, table.leadId),
    ...unitPolicies("lead_scores"),
  ],
);

/** A lead's latest scores, in a ring: the function ring_position says how many, and where each goes. */
export const scorePoints = pgTable(
  "score_points",
  {
    ...unitColumns(),
    leadId: text("lead_id").notNull(),
    ringPosition: smallint("ring_position").notNull(),
    recordedAt: timestamptz("recorded_at").notNull(),
    change: integer("change").notNull(),
    score: bigint("score", { mode: "number" }).notNull(),
  },
  (table) => [
    primaryKey({ name: "score_points_pkey", columns: [table.orgId, table.unitId, table.leadId, table.ringPosition] }),
    ...unitPolicies("score_points"),
  ],
);
