import { hidesUnit } from "@/domain/org-units/policy";
import { OrgUnitParams } from "@/domain/org-units/schema";
import { copyRulesets } from "@/domain/rulesets/copy-rulesets";
import { mayCopyRulesets } from "@/domain/rulesets/policy";
import { CopyRulesetsBody, RulesetCopies } from "@/domain/rulesets/schema";
import { endpoint } from "@/lib/http/endpoint";

export const POST = endpoint(
  {
    id: "copyRulesets",
    tag: "Rules",
    summary: "Copy the rulesets of another OU",
    description:
      "Adds a copy of each ruleset with its rules, in their order; what the OU has stays. For members who may change the rules of both OUs. Copies of active rulesets take effect immediately. With `dry_run`, nothing changes, and the answer says what would be added.",
    scope: "write",
    allow: mayCopyRulesets,
    unreached: hidesUnit,
    params: OrgUnitParams,
    body: CopyRulesetsBody,
    responses: { 200: RulesetCopies },
    refusals: ["org_unit_not_found"],
  },
  ({ tx, actor, params, body }) => copyRulesets(tx, actor, params.id, body),
);
