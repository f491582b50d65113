import { beforeEach, describe, expect, test } from "vitest";
import * as eventsOperations from "@/domain/events/operations";
import * as leadsOperations from "@/domain/leads/operations";
import * as scoresOperations from "@/domain/scores/operations";
import { recomputeScores } from "@/domain/scores/recompute";
import { owner } from "@/testing/database";
import { codeOf, type FiveLeads, makeFiveLeads } from "@/testing/five-leads";
import { asRequests } from "@/testing/requests";
import * as rulesetsOperations from "./operations";
import * as preview from "./preview";
import * as rules from "./rules";
import { type RuleInput, RuleList, RulesetList, type UpdateRuleInput } from "./schema";

const { ingestBatch } = asRequests(eventsOperations);
const { updateLead } = asRequests(leadsOperations);
const { readScore, readScoring } = asRequests(scoresOperations);
const { createRuleset, deleteRuleset, listRulesets, updateRuleset } = asRequests(rulesetsOperations);
const { previewRuleset } = asRequests(preview);
const { createRule, deleteRule, listRules, updateRule } = asRequests(rules);

let testUnit: FiveLeads["testUnit"];
let leads: FiveLeads["leads"];
let engagement: FiveLeads["engagement"];
let scores: FiveLeads["scores"];
beforeEach(async () => {
  ({ testUnit, leads, engagement, scores } = await makeFiveLeads());
});

describe("rules", () => {
  test("count from their creation to their removal", async () => {
    const { actor, unit } = testUnit;
    const id = await engagement();
    const { ruleId } = await createRule(actor, unit, id, { event_type: "viewed", weight: 10 });
    expect(await scores()).toEqual([0, 10, 20, 30, 40]);
    await updateRule(actor, unit, id, ruleId, { event_type: "viewed", weight: -1 });
    expect(await scores()).toEqual([-0, -1, -2, -3, -4].map((n) => n + 0));
    await updateRule(actor, unit, id, ruleId, { event_type: "viewed", weight: 2, active: false });
    expect(await scores()).toEqual([0, 0, 0, 0, 0]);
    await updateRule(actor, unit, id, ruleId, { event_type: "came", weight: 5, active: true });
    expect(await scores()).toEqual([5, 5, 5, 5, 5]);
    await deleteRule(actor, unit, id, ruleId);
    expect(await scores()).toEqual([0, 0, 0, 0, 0]);
    expect(await codeOf(deleteRule(actor, unit, id, ruleId))).toBe("rule_not_found");
  });

  test("change the fields that are sent and keep the others", async () => {
    const { actor, unit } = testUnit;
    const { rulesetId } = await createRuleset(actor, unit, { name: "Fit", kind: "profile" });
    const rule = { profile_field: "size", operator: "equals" as const, value: "200", weight: 5 };
    const { ruleId } = await createRule(actor, unit, rulesetId, rule);
    const change = async (input: UpdateRuleInput) => (await updateRule(actor, unit, rulesetId, ruleId, input)).parse();
    expect(await change({ weight: -3 })).toMatchObject({ ...rule, weight: -3, active: true });
    expect(await scores()).toEqual([0, 0, -3, 0, 0]);
    expect(await change({ operator: "greater_than" })).toMatchObject({ ...rule, operator: "greater_than", weight: -3 });
    expect(await change({ active: false })).toMatchObject({ value: "200", active: false });
    expect(await change({})).toMatchObject({ value: "200", weight: -3, active: false });
    await expect(change({ value: "many" })).rejects.toMatchObject({ faults: [{ pointer: "/value" }] });
    await expect(change({ event_type: "viewed" })).rejects.toMatchObject({ faults: [{ pointer: "/event_type" }] });
    const window = { ends_at: "2999-01-01T00:00:00Z" };
    const set = async (input: object) => (await updateRuleset(actor, unit, rulesetId, input)).parse();
    expect(await set(window)).toMatchObject({ name: "Fit", ...window, score_above: null });
    expect(await set({ score_above: 80 })).toMatchObject({ ...window, score_above: 80 });
    expect(await set({ name: "Fits" })).toMatchObject({ name: "Fits", score_above: 80 });
    expect(await set({ score_above: null })).toMatchObject({ ...window, score_above: null });
    const since = async (updated_since: string) => (await listRulesets(actor, unit, { updated_since })).parse().length;
    expect([await since("2020-01-01T00:00:00.000Z"), await since("2999-01-01T00:00:00.000Z")]).toEqual([1, 0]);
  });

  test("match the document, each with the fields of its kind", async () => {
    const { actor, unit } = testUnit;
    const id = await engagement();
    const other = (await createRuleset(actor, unit, { name: "Fit", kind: "profile" })).rulesetId;
    await createRule(actor, unit, id, { event_type: "viewed", weight: 10 });
    await createRule(actor, unit, other, { profile_field: "size", operator: "greater_than", value: 300, weight: 4 });
    const [rule] = RuleList.parse((await listRules(actor, unit, other)).parse());
    expect(rule).toEqual({
      ...rule,
      ruleset_id: other,
      profile_field: "size",
      operator: "greater_than",
      value: 300,
      weight: 4,
      active: true,
    });
    expect(rule).not.toHaveProperty("event_type");
    expect((await listRules(actor, unit, id)).parse()[0]).not.toHaveProperty("operator");
    const list = RulesetList.parse((await listRulesets(actor, unit)).parse());
    expect(list.map(({ name, kind }) => [name, kind])).toEqual([
      ["Website", "engagement"],
      ["Fit", "profile"],
    ]);
    expect(await scores()).toEqual([0, 10, 20, 30, 44]);
  });

  test.each<[object, string[]]>([
    [{ weight: 1 }, ["/event_type"]],
    [{ weight: 1, event_type: "x", operator: "equals", value: "x" }, ["/operator", "/value"]],
  ])("of the wrong kind are refused field by field: %j", async (input, pointers) => {
    const refused = createRule(testUnit.actor, testUnit.unit, await engagement(), input as never);
    await expect(refused).rejects.toMatchObject({ faults: pointers.map((pointer) => ({ pointer })) });
  });

  test("that compare as numbers need one", async () => {
    const { actor, unit } = testUnit;
    const { rulesetId } = await createRuleset(actor, unit, { name: "Fit", kind: "profile" });
    const rule = { profile_field: "size", operator: "less_than" as const, weight: 1 };
    expect(await codeOf(createRule(actor, unit, rulesetId, { ...rule, value: "many" }))).toBe("invalid_content");
    expect(await codeOf(createRule(actor, unit, rulesetId, { ...rule, value: "250" }))).toBe("nothing refused");
    expect(await scores()).toEqual([0, 0, 1, 0, 0]);
    await createRule(actor, unit, rulesetId, { ...rule, value: 1e21 });
    await createRule(actor, unit, rulesetId, { ...rule, operator: "greater_than", value: 1e-7 });
    expect(await scores()).toEqual([0, 0, 3, 0, 2]);
  });
});

describe("a profile rule", () => {
  const city = async (operator: RuleInput["operator"], value: string, held: string) => {
    const { actor, unit } = testUnit;
    const { rulesetId } = await createRuleset(actor, unit, { name: "Fit", kind: "profile" });
    await updateLead(actor, unit, leads[0] ?? "", { profile: { city: held } });
    const rule = { profile_field: "city", operator, value, weight: 1 };
    const preview = (await previewRuleset(actor, unit, rulesetId, { rules: [rule] })).parse();
    await createRule(actor, unit, rulesetId, rule);
    const [score] = await scores();
    expect(preview.changed, "as the preview says").toBe(score);
    return score === 1;
  };

  test.each<[RuleInput["operator"], string, string, boolean]>([
    ["equals", "Z\u00fcrich", "Zu\u0308rich", true],
    ["equals", "ZU\u0308RICH", "z\u00fcrich", true],
    ["not_equals", "Z\u00fcrich", "Zu\u0308rich", false],
    ["contains", "u\u0308R", "Z\u00fcrich", true],
    ["equals", "Straße", "STRASSE", false],
    ["equals", "\u0130zmir", "izmir", false],
    ["equals", "ΟΔΟΣ", "οδος", true],
    ["equals", "1546130668394913821", "1546130668394913822", false],
  ])("%s %j reads %j as the same text or not", async (operator, value, held, fulfils) => {
    expect(await city(operator, value, held)).toBe(fulfils);
  });

  test.each([
    ["one", [[0, 1]]],
    [
      "several at once",
      [
        [0, 1],
        [2, 3],
      ],
    ],
  ])("reads a lead's fields in that form after a merge of %s too", async (_what, merges) => {
    const { actor, unit } = testUnit;
    const { rulesetId } = await createRuleset(actor, unit, { name: "Fit", kind: "profile" });
    await createRule(actor, unit, rulesetId, { profile_field: "city", operator: "equals", value: "zürich", weight: 1 });
    const events = merges.map(([older = 0, younger]) => {
      return {
        event_type: "came",
        lead_id: leads[older],
        aliases: [{ alias_kind: "cookie", raw_value: `c${younger}` }],
      };
    });
    for (const [, younger = 0] of merges) {
      await updateLead(actor, unit, leads[younger] ?? "", { profile: { city: "ZU\u0308RICH" } });
    }
    await ingestBatch(actor, unit, events);
    for (const [older = 0] of merges) {
      expect((await readScore(actor, unit, leads[older] ?? "")).parse().score).toBe(1);
    }
  });
});

test("only ASCII digits make a number, whatever the database's collation calls a digit", async () => {
  const ask = (field: string) =>
    owner()`select profile_matches(${field}::text collate pg_unicode_fast, 'greater_than', '2') as matches`;
  expect(await ask("3")).toEqual([{ matches: true }]);
  expect(await ask("\u0663")).toEqual([{ matches: false }]);
});

describe("a ruleset", () => {
  test("that is inactive, removed or outside its window does not count", async () => {
    const { actor, unit } = testUnit;
    const id = await engagement();
    await createRule(actor, unit, id, { event_type: "came", weight: 1 });
    const change = (input: object) => updateRuleset(actor, unit, id, { name: "Website", ...input });
    const [past, future] = ["2020-01-01T00:00:00Z", "2999-01-01T00:00:00Z"];
    const seen: number[] = [];
    for (const input of [
      { active: false },
      { active: true },
      { starts_at: future },
      { starts_at: past, ends_at: future },
      { ends_at: "2021-01-01T00:00:00Z" },
      { ends_at: null },
    ]) {
      await change(input);
      seen.push((await scores())[0] ?? Number.NaN);
    }
    expect(seen).toEqual([0, 1, 0, 1, 0, 1]);
    await deleteRuleset(actor, unit, id);
    expect(await scores()).toEqual([0, 0, 0, 0, 0]);
    expect(await codeOf(deleteRuleset(actor, unit, id))).toBe("ruleset_not_found");
  });

  test("whose window would end before it starts is refused, whichever end is sent", async () => {
    const id = await engagement({ starts_at: "2026-01-01T00:00:00Z" });
    const change = updateRuleset(testUnit.actor, testUnit.unit, id, { name: "x", ends_at: "2025-01-01T00:00:00Z" });
    await expect(change).rejects.toMatchObject({ code: "invalid_content", faults: [{ pointer: "/ends_at" }] });
    const { actor, unit } = testUnit;
    for (const window of [
      { ends_at: "2025-01-01T00:00:00Z" },
      { starts_at: "2027-01-01T00:00:00Z", ends_at: "2026-12-31T00:00:00Z" },
    ]) {
      const preview = previewRuleset(actor, unit, id, window);
      await expect(preview).rejects.toMatchObject({ code: "invalid_content", faults: [{ pointer: "/ends_at" }] });
    }
  });

  test("starts and stops counting with its window, without any change", async () => {
    const { actor, unit, org } = testUnit;
    const later = "2999-01-01T00:00:00Z";
    const id = await engagement({ starts_at: later });
    await createRule(actor, unit, id, { event_type: "came", weight: 1 });
    // What is to come is brought forward, so that the test need not wait for it.
    const bring = async (end: "starts_at" | "ends_at") => {
      const waiting = await owner()`select due_at from scoring where org_id = ${org.orgId}`;
      expect(waiting).toEqual([{ due_at: new Date(later) }]);
      await owner()`update rulesets set ${owner()({ [end]: new Date() })} where org_id = ${org.orgId}`;
      await owner()`update scoring set due_at = date_trunc('milliseconds', now()) where org_id = ${org.orgId}`;
    };
    const [job] = await owner()`select run_at from graphile_worker.jobs where key = ${`scores ${unit.unitId}`}`;
    expect(Math.abs(job?.run_at.getTime() - Date.parse(later))).toBeLessThan(1000);
    expect(await recomputeScores(org.orgId, unit.unitId)).toBe(0);
    expect(await scores()).toEqual([0, 0, 0, 0, 0]);
    await bring("starts_at");
    expect((await readScoring(actor, unit)).parse().state).toBe("waiting");
    await recomputeScores(org.orgId, unit.unitId);
    expect(await scores()).toEqual([1, 1, 1, 1, 1]);
    await updateRuleset(actor, unit, id, { name: "Website", ends_at: later });
    await bring("ends_at");
    await recomputeScores(org.orgId, unit.unitId);
    expect(await scores()).toEqual([0, 0, 0, 0, 0]);
  });
});
