import { mayWriteRulesets } from "@/domain/rulesets/policy";
import { deleteRule, updateRule } from "@/domain/rulesets/rules";
import { Rule, RuleParams, UpdateRuleBody } from "@/domain/rulesets/schema";
import { unitEndpoint } from "@/lib/http/unit-endpoint";

export const PUT = unitEndpoint(
  {
    id: "updateRule",
    tag: "Rules",
    summary: "Change a rule",
    description: "What is absent stays. Scores follow; see GET /scoring.",
    allow: mayWriteRulesets,
    params: RuleParams,
    body: UpdateRuleBody,
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
    allow: mayWriteRulesets,
    params: RuleParams,
    responses: { 204: null },
    refusals: ["ruleset_not_found", "rule_not_found"],
  },
  ({ tx, actor, unit, params }) => deleteRule(tx, actor, unit, params.id, params.ruleId),
);
