import { mayWriteRulesets } from "@/domain/rulesets/policy";
import { previewRuleset, takePreviewTurn } from "@/domain/rulesets/preview";
import { PreviewBody, RulesetParams, RulesetPreview } from "@/domain/rulesets/schema";
import { unitEndpoint } from "@/lib/http/unit-endpoint";

export const POST = unitEndpoint(
  {
    id: "previewRuleset",
    locks: "nothing",
    tag: "Rules",
    summary: "See what a change of a ruleset would do",
    description:
      "How many leads would move, and by how much, against the scores shown now. Nothing is changed. Refused beyond 2,000,000 comparisons: the profile rules that would change, times the leads of the OU.",
    allow: mayWriteRulesets,
    params: RulesetParams,
    body: PreviewBody,
    turn: () => takePreviewTurn,
    responses: { 200: RulesetPreview },
    refusals: ["ruleset_not_found", "preview_too_large"],
  },
  ({ tx, actor, unit, params, body }) => previewRuleset(tx, actor, unit, params.id, body),
);
