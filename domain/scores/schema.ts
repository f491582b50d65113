import { z } from "zod";
import { scoreFields } from "@/domain/leads/schema";
import { timestamp } from "@/lib/fields";

const leadId = z.string().meta({ description: "Lead identifier", example: "lead_abc123" });

/** A lead's score and its parts. */
export const Score = z.object({ lead_id: leadId, ...scoreFields }).meta({ id: "Score" });

/** Which rules gave a lead which points, and for what. The points add up to the score. */
export const ScoreExplanation = z
  .object({
    lead_id: leadId,
    score: scoreFields.score,
    rules: z.array(
      z.object({
        rule_id: z.string().meta({ example: "rule_abc123" }),
        ruleset_id: z.string().meta({ example: "rset_abc123" }),
        ruleset_name: z.string().nullable(),
        kind: z.enum(["engagement", "profile"]),
        event_type: z.string().nullable(),
        profile_field: z.string().nullable(),
        operator: z.string().nullable(),
        value: z.string().nullable().meta({ description: "The value a profile rule compares with, as text" }),
        weight: z.int(),
        times: z.int().meta({ description: "The number of events it counts; 1 for a profile rule", example: 6 }),
        points: z.int().meta({ description: "weight × times", example: 90 }),
        events: z
          .array(z.object({ event_id: z.string(), timestamp: timestamp() }))
          .meta({ description: "Its latest ten among the lead's latest thousand events, newest first" }),
      }),
    ),
  })
  .meta({ id: "ScoreExplanation" });

/** How many changes of a lead's score are kept: the ring of the database's function ring_position. */
export const KEPT_CHANGES = 200;

/** A lead's score over time. */
export const ScoreHistory = z
  .object({
    lead_id: leadId,
    history: z
      .array(z.object({ timestamp: timestamp(), score: z.int() }))
      .meta({ description: `The latest ${KEPT_CHANGES} changes, oldest first` }),
  })
  .meta({ id: "ScoreHistory" });

/** Whether the scores are up to date with the current rules, and the progress of a recomputation. */
export const ScoringState = z
  .object({
    state: z.enum(["current", "waiting", "recomputing"]),
    scored_at: timestamp().nullable().meta({ description: "When the scores shown now were completed" }),
    leads_done: z.int(),
    leads_total: z.int(),
    started_at: timestamp().nullable(),
  })
  .meta({ id: "ScoringState" });

export type Score = z.output<typeof Score>;
export type ScoreExplanation = z.output<typeof ScoreExplanation>;
export type ScoreHistory = z.output<typeof ScoreHistory>;
export type ScoringState = z.output<typeof ScoringState>;
