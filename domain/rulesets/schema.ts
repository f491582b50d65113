import { z } from "zod";
import { inexact } from "@/lib/exact-number";
import { idText, moment, name, pathId, text, timestamp } from "@/lib/fields";
import { updatedSince } from "@/lib/list-parameters";

export const rulesetKinds = ["engagement", "profile"] as const;
export const operators = ["equals", "not_equals", "contains", "greater_than", "less_than"] as const;
export const LARGEST_WEIGHT = 10_000;

const kind = () =>
  z
    .enum(rulesetKinds)
    .meta({ description: "Whether its rules match a lead's events or its profile", example: "engagement" });

/** A set of rules as the API shows it. */
export const Ruleset = z
  .object({
    id: z.string().meta({ description: "Ruleset identifier", example: "rset_abc123" }),
    name: z.string().meta({ example: "Website engagement" }),
    kind: kind(),
    active: z.boolean().meta({ description: "Whether its rules apply, within its active period" }),
    starts_at: timestamp().nullable().meta({ description: "When it starts to count; null: from the beginning" }),
    ends_at: timestamp().nullable().meta({ description: "When it stops counting; null: never" }),
    score_above: z.int().nullable().meta({
      description: "A lead whose score rises above it causes the event `lead.score_crossed`; null: none",
      example: 80,
    }),
    created_at: timestamp(),
    updated_at: timestamp(),
  })
  .meta({ id: "Ruleset" });

export const RulesetList = z.array(Ruleset);

export const RulesetListQuery = z.strictObject({ updated_since: updatedSince });

/** A rule: `event_type` in an engagement ruleset; `profile_field`, `operator` and `value` in a profile ruleset. */
export const Rule = z
  .object({
    id: z.string().meta({ description: "Rule identifier", example: "rule_abc123" }),
    ruleset_id: z.string().meta({ description: "The ruleset it belongs to", example: "rset_abc123" }),
    event_type: z.string().optional().meta({ example: "pricing_page_viewed" }),
    profile_field: z.string().optional().meta({ example: "employees" }),
    operator: z.enum(operators).optional(),
    value: z.union([z.string(), z.number(), z.boolean()]).optional().meta({ example: 250 }),
    weight: z.int().meta({ example: 15 }),
    active: z.boolean(),
    position: z.int().nullable().meta({
      description:
        "Its place on the Rules page, once a rule of its ruleset has been moved; null: after those that have one, oldest first",
    }),
    created_at: timestamp(),
  })
  .meta({ id: "Rule" });

export const RuleList = z.array(Rule);

const windowFields = {
  active: z.boolean().optional().meta({ description: "Whether its rules apply, within its active period" }),
  starts_at: moment()
    .nullable()
    .optional()
    .meta({ description: "When it starts to count (RFC 3339); null: from the beginning" }),
  ends_at: moment().nullable().optional().meta({ description: "When it stops counting (RFC 3339); null: never" }),
};

const scoreAbove = z.int({ error: "must be a whole number" }).nullable().optional().meta({
  description:
    "While the ruleset counts, a lead whose whole score rises from this number or less to more causes the event `lead.score_crossed`; null: none",
  example: 80,
});

const rulesetName = name(100).meta({ description: "The display name", example: "Website engagement" });

export const CreateRulesetBody = z
  .strictObject({ name: rulesetName, kind: kind(), ...windowFields, score_above: scoreAbove })
  .meta({ id: "CreateRuleset" });

export const UpdateRulesetBody = z
  .strictObject({ name: rulesetName.optional(), ...windowFields, score_above: scoreAbove })
  .meta({ id: "UpdateRuleset", example: { name: "Website engagement", active: true, score_above: 80 } });

const ruleFields = {
  event_type: name(100)
    .optional()
    .meta({ description: "Engagement: each event of this type adds the weight", example: "pricing_page_viewed" }),
  profile_field: name(100).optional().meta({ description: "Profile: the field to compare", example: "employees" }),
  operator: z
    .enum(operators)
    .optional()
    .meta({ description: "Profile: how to compare the field; text ignores case, greater and less compare numbers" }),
  value: z
    .union([text({ min: 1, max: 500 }), z.number(), z.boolean()], {
      error: ({ input }) => inexact(input) ?? "must be a text of 1 to 500 characters, a number or a boolean",
    })
    .optional()
    .meta({ description: "Profile: the value to compare with", example: 250 }),
  weight: z
    .int({ error: "must be a whole number" })
    .min(-LARGEST_WEIGHT, `must be at least -${LARGEST_WEIGHT}`)
    .max(LARGEST_WEIGHT, `must be at most ${LARGEST_WEIGHT}`)
    .meta({ description: "The points it gives; may be negative", example: 15 }),
  active: z.boolean().optional().meta({ description: "Whether it applies" }),
};

export const RuleBody = z.strictObject(ruleFields).meta({
  id: "RuleInput",
  example: { event_type: "pricing_page_viewed", weight: 15 },
});

export const UpdateRuleBody = z
  .strictObject({
    ...ruleFields,
    weight: ruleFields.weight.optional(),
    position: z.int({ error: "must be a whole number" }).min(1, "must be at least 1").max(1_000_000).optional().meta({
      description: "Moves it to this place among its ruleset's rules, counted from 1. Scores don't depend on it",
      example: 1,
    }),
  })
  .meta({ id: "UpdateRule", example: { weight: 20 } });

export const CopyRulesetsBody = z
  .strictObject({
    from_unit_id: idText().meta({ description: "The OU whose rulesets are copied", example: "unit_apac" }),
    dry_run: z.boolean().optional().meta({ description: "true: copies nothing and returns what would be added" }),
  })
  .meta({ id: "CopyRulesets", example: { from_unit_id: "unit_apac", dry_run: true } });

/** What a copy adds to the OU. */
export const RulesetCopies = z
  .object({
    rulesets: z.array(
      Ruleset.omit({ id: true, created_at: true, updated_at: true }).extend({
        rules: z.array(Rule.omit({ id: true, ruleset_id: true, position: true, created_at: true })),
      }),
    ),
  })
  .meta({ id: "RulesetCopies" });

/** A proposed ruleset; absent fields stay as they are. */
export const PreviewBody = z
  .strictObject({
    ...windowFields,
    rules: z
      .array(z.strictObject(ruleFields))
      .max(500)
      .optional()
      .meta({ description: "All the rules it would have; defaults to its current rules" }),
  })
  .meta({
    id: "RulesetPreviewInput",
    example: { rules: [{ event_type: "pricing_page_viewed", weight: 20 }] },
  });

/** The effect of a change on the scores shown now. */
export const RulesetPreview = z
  .object({
    leads: z.int().meta({ description: "The number of leads in the OU" }),
    changed: z.int().meta({ description: "The number of leads whose score would change" }),
    raised: z.int(),
    lowered: z.int(),
    distribution: z.array(z.object({ from: z.int().nullable(), to: z.int().nullable(), leads: z.int() })).meta({
      description: "The number of leads that would move by `from` to `to` points, inclusive; null: unbounded",
    }),
  })
  .meta({ id: "RulesetPreview" });

export const RulesetParams = z.object({
  id: pathId().meta({ description: "Ruleset identifier", example: "rset_abc123" }),
});

export const RuleParams = RulesetParams.extend({
  ruleId: pathId().meta({ description: "Rule identifier", example: "rule_abc123" }),
});

/** The part of a ruleset that PUT replaces, from which the version is computed (contract §10). Rules have their own versions. */
export const rulesetContent = ({ name, active, starts_at, ends_at, score_above }: RulesetContent): RulesetContent => ({
  name,
  active,
  starts_at,
  ends_at,
  score_above,
});

/** The part of a rule that PUT replaces, from which the version is computed. */
export const ruleContent = ({
  event_type,
  profile_field,
  operator,
  value,
  weight,
  active,
}: RuleContent): RuleContent => ({
  event_type,
  profile_field,
  operator,
  value,
  weight,
  active,
});

export type RulesetContent = Pick<Ruleset, "name" | "active" | "starts_at" | "ends_at" | "score_above">;
export type RuleContent = Omit<Rule, "id" | "ruleset_id" | "position" | "created_at">;
export type RulesetKind = (typeof rulesetKinds)[number];
export type RulesetListQuery = z.output<typeof RulesetListQuery>;
export type Ruleset = z.output<typeof Ruleset>;
export type Rule = z.output<typeof Rule>;
export type CreateRulesetInput = z.output<typeof CreateRulesetBody>;
export type UpdateRulesetInput = z.output<typeof UpdateRulesetBody>;
export type RuleInput = z.output<typeof RuleBody>;
export type UpdateRuleInput = z.output<typeof UpdateRuleBody>;
export type CopyRulesetsInput = z.output<typeof CopyRulesetsBody>;
export type RulesetCopies = z.output<typeof RulesetCopies>;
export type PreviewInput = z.output<typeof PreviewBody>;
export type RulesetPreview = z.output<typeof RulesetPreview>;
