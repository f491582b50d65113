import { mayReadRulesets, mayWriteRulesets } from "@/domain/rulesets/policy";
import { allRules, createRule } from "@/domain/rulesets/rules";
import { Rule, RuleBody, RuleList, RulesetParams } from "@/domain/rulesets/schema";
import { Reply } from "@/lib/http/reply";
import { unitEndpoint } from "@/lib/http/unit-endpoint";

export const GET = unitEndpoint(
  {
    id: "listRules",
    tag: "Rules",
    summary: "List the rules of a ruleset",
    description: "The oldest first.",
    allow: mayReadRulesets,
    params: RulesetParams,
    responses: { 200: RuleList },
    refusals: ["ruleset_not_found"],
  },
  ({ tx, actor, unit, params, again }) => allRules(tx, actor, unit, params.id, again),
);

export const POST = unitEndpoint(
  {
    id: "createRule",
    tag: "Rules",
    summary: "Add a rule to a ruleset",
    description:
      "In an engagement ruleset with `event_type`; in a profile ruleset with `profile_field`, `operator` and `value`. A lead without the field fulfils no rule about it.",
    allow: mayWriteRulesets,
    params: RulesetParams,
    body: RuleBody,
    responses: { 201: Rule },
    headers: { Location: "The path of the new rule" },
    refusals: ["ruleset_not_found"],
  },
  async ({ tx, actor, unit, params, body }) => {
    const { ruleId, rule } = await createRule(tx, actor, unit, params.id, body);
    return new Reply(201, rule, { Location: `/rulesets/${params.id}/rules/${ruleId}` });
  },
);
