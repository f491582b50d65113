import { mayReadRulesets, mayWriteRulesets } from "@/domain/rulesets/policy";
import { createRule, streamRules } from "@/domain/rulesets/rules";
import { Rule, RuleBody, RuleList, RulesetParams, ruleContent } from "@/domain/rulesets/schema";
import { Reply } from "@/lib/http/reply";
import { unitEndpoint } from "@/lib/http/unit-endpoint";

export const GET = unitEndpoint(
  {
    id: "listRules",
    tag: "Rules",
    summary: "List the rules of a ruleset",
    description: "Oldest first.",
    scope: "read",
    allow: mayReadRulesets,
    params: RulesetParams,
    responses: { 200: RuleList },
    refusals: ["ruleset_not_found"],
  },
  {
    read: async ({ tx, reader, unit, params, again }) => (await streamRules(tx, reader, unit, params.id, again)).items,
  },
);

export const POST = unitEndpoint(
  {
    id: "createRule",
    tag: "Rules",
    summary: "Add a rule to a ruleset",
    description:
      "An engagement ruleset's rule has an `event_type`; a profile ruleset's has `profile_field`, `operator` and `value`. A lead without the field matches no rule about it.",
    scope: "write",
    allow: mayWriteRulesets,
    params: RulesetParams,
    body: RuleBody,
    versioned: { content: ruleContent },
    responses: { 201: Rule },
    headers: { Location: "The path of the new rule" },
    refusals: ["ruleset_not_found"],
  },
  async ({ tx, actor, unit, params, body }) => {
    const { ruleId, rule } = await createRule(tx, actor, unit, params.id, body);
    return new Reply(201, rule, { Location: `/rulesets/${params.id}/rules/${ruleId}` });
  },
);
