import { mayWriteRulesets } from "@/domain/rulesets/policy";
import { previewRuleset, takePreviewTurn } from "@/domain/rulesets/preview";
import { PreviewBody, RulesetParams, RulesetPreview } from "@/domain/rulesets/schema";
import { unitEndpoint } from "@/lib/http/unit-endpoint";

export const POST = unitEndpoint(
  {
    id: "previewRuleset",
    locks: "nothing",
    tag: "Rules",
    summary: "Preview a change of a ruleset",
    description:
      "How many scores would change, and by how much, compared with the current ones. Nothing is saved. Refused above 2,000,000 comparisons: the number of changed profile rules times the leads of the OU.",
    scope: "write",
    allow: mayWriteRulesets,
    params: RulesetParams,
    body: PreviewBody,
    turn: () => takePreviewTurn,
    responses: { 200: RulesetPreview },
    refusals: ["ruleset_not_found", "preview_too_large"],
  },
  ({ tx, actor, unit, params, body }) => previewRuleset(tx, actor, unit, params.id, body),
);
