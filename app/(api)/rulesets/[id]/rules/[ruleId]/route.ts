import { mayWriteRulesets } from "@/domain/rulesets/policy";
import { deleteRule, updateRule } from "@/domain/rulesets/rules";
import { Rule, RuleParams, UpdateRuleBody } from "@/domain/rulesets/schema";
import { ruleVersion } from "@/domain/rulesets/version";
import { unitEndpoint } from "@/lib/http/unit-endpoint";

export const PUT = unitEndpoint(
  {
    id: "updateRule",
    tag: "Rules",
    summary: "Change a rule",
    description: "Changes the fields you send; the others stay. Scores are updated; see `GET /scoring`.",
    scope: "write",
    allow: mayWriteRulesets,
    params: RuleParams,
    body: UpdateRuleBody,
    versioned: ruleVersion,
    responses: { 200: Rule },
    refusals: ["ruleset_not_found", "rule_not_found"],
  },
  ({ tx, actor, unit, params, body }) => updateRule(tx, actor, unit, params.id, params.ruleId, body),
);

export const DELETE = unitEndpoint(
  {
    id: "deleteRule",
    tag: "Rules",
    summary: "Remove a rule",
    scope: "write",
    allow: mayWriteRulesets,
    params: RuleParams,
    versioned: ruleVersion,
    responses: { 204: null },
    refusals: ["ruleset_not_found", "rule_not_found"],
  },
  ({ tx, actor, unit, params }) => deleteRule(tx, actor, unit, params.id, params.ruleId),
);
