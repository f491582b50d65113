import { beforeEach, expect, test } from "vitest";
import type { ActiveUnit } from "@/domain/access/active-unit";
import { owner } from "@/testing/database";
import { codeOf, type FiveLeads, makeFiveLeads } from "@/testing/five-leads";
import { addMember } from "@/testing/members";
import { addUnit, unitOf } from "@/testing/organization";
import { asRequests } from "@/testing/requests";
import { makeUnit } from "@/testing/unit";
import * as copying from "./copy-rulesets";
import * as rulesetsOperations from "./operations";
import * as rules from "./rules";
import * as readRulesets from "./rulesets-with-rules";

const { copyRulesets } = asRequests(copying);
const { createRuleset } = asRequests(rulesetsOperations);
const { createRule, updateRule } = asRequests(rules);
const { listRulesetsWithRules } = asRequests(readRulesets);

let five: FiveLeads;
let source: ActiveUnit;
beforeEach(async () => {
  five = await makeFiveLeads();
  const { actor, org } = five.testUnit;
  source = await unitOf(actor, await addUnit(org, "Source"));
  const threshold = { score_above: 80, ends_at: "2999-01-01T00:00:00Z" };
  const web = await createRuleset(actor, source, { name: "Web", kind: "engagement", ...threshold });
  await createRule(actor, source, web.rulesetId, { event_type: "viewed", weight: 10 });
  const second = await createRule(actor, source, web.rulesetId, { event_type: "came", weight: 1, active: false });
  await updateRule(actor, source, web.rulesetId, second.ruleId, { position: 1 });
  const fit = await createRuleset(actor, source, { name: "Fit", kind: "profile", active: false });
  const size = { profile_field: "size", operator: "greater_than" as const, value: 100, weight: 7 };
  await createRule(actor, source, fit.rulesetId, size);
});

const listed = async (unit: ActiveUnit) => {
  const list = await listRulesetsWithRules(five.testUnit.actor, unit);
  return list.map(({ ruleset: { id: _id, created_at: _at, updated_at: _to, ...ruleset }, rules: own }) => {
    return {
      ...ruleset,
      rules: own.map(({ id: _rule, ruleset_id: _set, position: _place, created_at: _made, ...rule }) => rule),
    };
  });
};

test("adds every ruleset with its rules in their order, as a dry run says, and scores follow them", async () => {
  const { actor, unit, org } = five.testUnit;
  const from = { from_unit_id: source.unitId };
  const said = await copyRulesets(actor, unit.unitId, { ...from, dry_run: true });
  expect(await listed(unit)).toEqual([]);
  expect(await copyRulesets(actor, unit.unitId, from)).toEqual(said);
  expect(said.rulesets).toEqual(await listed(source));
  expect(await listed(unit)).toEqual(said.rulesets);
  expect(said.rulesets.map(({ rules: own }) => own.map(({ weight }) => weight))).toEqual([[1, 10], [7]]);
  expect(await five.scores()).toEqual([0, 10, 20, 30, 40]);
  await copyRulesets(actor, unit.unitId, from);
  expect((await listed(unit)).length).toBe(4);
  const entries = await owner()`select action, count(*)::int as number from audit_entries
    where org_id = ${org.orgId} and content::jsonb ->> 'unit_id' = ${unit.unitId} and action ~ '^rule' group by 1 order by 1`;
  expect(entries.map(({ action, number }) => [action, number])).toEqual([
    ["rule.created", 6],
    ["ruleset.created", 4],
  ]);
});

test("needs a role that may change the rules of both OUs", async () => {
  const { org, unit } = five.testUnit;
  const foreign = await makeUnit();
  const attempt = async (there: "viewer" | "editor" | null, here: "viewer" | "editor", from = source.unitId) => {
    const units = { [unit.unitId]: here, ...(there ? { [source.unitId]: there } : {}) };
    return codeOf(copyRulesets(await addMember(org, { units }), unit.unitId, { from_unit_id: from }));
  };
  expect(await attempt("editor", "editor")).toBe("nothing refused");
  expect(await attempt("viewer", "editor")).toBe("forbidden");
  expect(await attempt("editor", "viewer")).toBe("forbidden");
  expect(await attempt(null, "editor")).toBe("org_unit_not_found");
  expect(await attempt(null, "editor", foreign.unit.unitId)).toBe("org_unit_not_found");
  expect(await attempt("editor", "editor", unit.unitId)).toBe("invalid_content");
  expect((await listed(unit)).length).toBe(2);
});
