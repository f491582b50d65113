import { beforeAll, expect, test } from "vitest";
import type { ActiveUnit } from "@/domain/access/active-unit";
import type { UnitActor } from "@/domain/access/actor";
import { addMember } from "@/testing/members";
import { addServiceAccount, addUnit, unitOf } from "@/testing/organization";
import { asRequests } from "@/testing/requests";
import { makeUnit, type TestUnit } from "@/testing/unit";
import * as rulesetsOperations from "./operations";
import * as rules from "./rules";
import * as readRulesets from "./rulesets-with-rules";
import { Rule, Ruleset } from "./schema";

const { createRuleset, listRulesets } = asRequests(rulesetsOperations);
const { listRulesetsWithRules } = asRequests(readRulesets);
const { createRule, listRules } = asRequests(rules);

let testUnit: TestUnit;
let elsewhere: ActiveUnit;

const make = async (actor: UnitActor, unit: ActiveUnit, name: string, kind: "engagement" | "profile", more = {}) =>
  (await createRuleset(actor, unit, { name, kind, ...more })).rulesetId;

beforeAll(async () => {
  testUnit = await makeUnit();
  const { actor, unit, org } = testUnit;
  const window = { starts_at: "2025-01-01T00:00:00Z", ends_at: "2025-02-01T00:00:00Z" };
  const website = await make(actor, unit, "Website", "engagement");
  const fit = await make(actor, unit, "Fit", "profile", { active: false, ...window });
  await make(actor, unit, "Empty", "engagement");
  await createRule(actor, unit, fit, { profile_field: "size", operator: "greater_than", value: 100, weight: 7 });
  await createRule(actor, unit, website, { event_type: "viewed", weight: 10 });
  await createRule(actor, unit, website, { event_type: "left", weight: -10, active: false });
  elsewhere = await unitOf(actor, await addUnit(org, "Elsewhere"));
  await createRule(actor, elsewhere, await make(actor, elsewhere, "Theirs", "engagement"), {
    event_type: "x",
    weight: 1,
  });
});

test("each ruleset of the OU with its rules, both oldest first, active or not", async () => {
  const list = await listRulesetsWithRules(testUnit.actor, testUnit.unit);
  const told = list.map(({ ruleset, rules }) => [
    ruleset.name,
    ruleset.active,
    rules.map((rule) => [rule.event_type ?? rule.profile_field, rule.weight, rule.active]),
  ]);
  expect(told).toEqual([
    [
      "Website",
      true,
      [
        ["viewed", 10, true],
        ["left", -10, false],
      ],
    ],
    ["Fit", false, [["size", 7, true]]],
    ["Empty", true, []],
  ]);
});

test("shows each as the API does", async () => {
  const { actor, unit } = testUnit;
  const list = await listRulesetsWithRules(actor, unit);
  expect(list.map(({ ruleset }) => ruleset)).toEqual((await listRulesets(actor, unit)).parse());
  for (const { ruleset, rules } of list) {
    expect(Ruleset.parse(ruleset)).toEqual(ruleset);
    expect(rules.map((rule) => Rule.parse(rule))).toEqual(rules);
    expect(rules).toEqual((await listRules(actor, unit, ruleset.id)).parse());
  }
});

test("nothing of another OU or organization, nothing in an empty OU, and nothing without access", async () => {
  const { actor, unit, org } = testUnit;
  const namesOf = async (reader: UnitActor, where: ActiveUnit) =>
    (await listRulesetsWithRules(reader, where)).map(({ ruleset, rules }) => [ruleset.name, rules.length]);
  const [mine, theirs] = [
    [
      ["Website", 2],
      ["Fit", 1],
      ["Empty", 0],
    ],
    [["Theirs", 1]],
  ];
  expect(await namesOf(actor, unit)).toEqual(mine);
  expect(await namesOf(actor, elsewhere)).toEqual(theirs);
  const foreign = await makeUnit();
  expect(await namesOf(foreign.actor, foreign.unit)).toEqual([]);
  const viewer = await addMember(org, { units: { [elsewhere.unitId]: "viewer" } });
  const program = (await addServiceAccount(org, elsewhere.unitId)).actor;
  for (const reader of [viewer, program, foreign.actor]) expect(await namesOf(reader, unit)).toEqual([]);
  expect(await namesOf(viewer, await unitOf(viewer, elsewhere.unitId))).toEqual(theirs);
  expect(await namesOf(program, await unitOf(program, elsewhere.unitId))).toEqual(theirs);
});
