import { mayWriteRulesets } from "@/domain/rulesets/policy";
import { previewRuleset } from "@/domain/rulesets/preview";
import { PreviewBody, RulesetParams, RulesetPreview } from "@/domain/rulesets/schema";
import { unitEndpoint } from "@/lib/http/unit-endpoint";

export const POST = unitEndpoint(
  {
    id: "previewRuleset",
    locks: "nothing",
    tag: "Rules",
    summary: "See what a change of a ruleset would do",
    description: "How many leads would move, and by how much, against the scores shown now. Nothing is changed.",
    allow: mayWriteRulesets,
    params: RulesetParams,
    body: PreviewBody,
    responses: { 200: RulesetPreview },
    refusals: ["ruleset_not_found"],
  },
  ({ tx, actor, unit, params, body }) => previewRuleset(tx, actor, unit, params.id, body),
);
