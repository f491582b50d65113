import { deleteRuleset, updateRuleset } from "@/domain/rulesets/operations";
import { mayWriteRulesets } from "@/domain/rulesets/policy";
import { Ruleset, RulesetParams, UpdateRulesetBody } from "@/domain/rulesets/schema";
import { rulesetVersion } from "@/domain/rulesets/version";
import { unitEndpoint } from "@/lib/http/unit-endpoint";

export const PUT = unitEndpoint(
  {
    id: "updateRuleset",
    tag: "Rules",
    summary: "Rename a ruleset, switch it on or off, or change its active period or threshold",
    description:
      "Changes the fields you send; the others stay. Scores are updated immediately, and when the period starts or ends; see `GET /scoring`.",
    scope: "write",
    allow: mayWriteRulesets,
    params: RulesetParams,
    body: UpdateRulesetBody,
    versioned: rulesetVersion,
    responses: { 200: Ruleset },
    refusals: ["ruleset_not_found"],
  },
  ({ tx, actor, unit, params, body }) => updateRuleset(tx, actor, unit, params.id, body),
);

export const DELETE = unitEndpoint(
  {
    id: "deleteRuleset",
    tag: "Rules",
    summary: "Remove a ruleset with its rules",
    scope: "write",
    allow: mayWriteRulesets,
    params: RulesetParams,
    versioned: rulesetVersion,
    responses: { 204: null },
    refusals: ["ruleset_not_found"],
  },
  ({ tx, actor, unit, params }) => deleteRuleset(tx, actor, unit, params.id),
);
