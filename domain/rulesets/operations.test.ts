import { beforeEach, describe, expect, test } from "vitest";
import { asRequests, owner } from "@/db/testing";
import { makeUnit, type TestUnit } from "@/db/testing-unit";
import * as eventsOperations from "@/domain/events/operations";
import * as leadsOperations from "@/domain/leads/operations";
import * as scoresOperations from "@/domain/scores/operations";
import { recomputeScores } from "@/domain/scores/recompute";
import { Score, ScoreExplanation, ScoreHistory } from "@/domain/scores/schema";
import * as rulesetsOperations from "./operations";
import * as preview from "./preview";
import { MOST_PAIRS, takePreviewTurn } from "./preview";
import * as rules from "./rules";
import { type RuleInput, RuleList, RulesetList, RulesetPreview, type UpdateRuleInput } from "./schema";

const { ingestBatch } = asRequests(eventsOperations);
const { updateLead } = asRequests(leadsOperations);
const { explainScore, readScore, readScoreHistory, readScoring } = asRequests(scoresOperations);
const { createRuleset, deleteRuleset, listRulesets, updateRuleset } = asRequests(rulesetsOperations);
const { previewRuleset } = asRequests(preview);
const { createRule, deleteRule, listRules, updateRule } = asRequests(rules);

let place: TestUnit;
let leads: string[];

/** Five leads: n has n views; 2 and 4 are of a company of 100 n people. */
beforeEach(async () => {
  place = await makeUnit();
  const view = (n: number) => ({ event_type: "viewed", aliases: [{ alias_kind: "cookie", raw_value: `c${n}` }] });
  const came = (n: number) => ({ ...view(n), event_type: "came" });
  const numbers = [0, 1, 2, 3, 4];
  const events = numbers.flatMap((n) => [came(n), ...Array.from({ length: n }, () => view(n))]);
  const items = await ingestBatch(place.actor, place.unit, events);
  const ids = items.map((item) => ("taken" in item ? item.taken.lead_id : ""));
  leads = [...new Set(ids)];
  for (const n of [2, 4]) await updateLead(place.actor, place.unit, leads[n] ?? "", { profile: { size: 100 * n } });
});

const engagement = async (window: object = {}) =>
  (await createRuleset(place.actor, place.unit, { name: "Website", kind: "engagement", ...window })).rulesetId;
const scores = () => Promise.all(leads.map(async (id) => (await readScore(place.actor, place.unit, id)).parse().score));
const code = (work: Promise<unknown>) =>
  work.then(
    () => "nothing refused",
    (error) => error.code,
  );

describe("rules", () => {
  test("count from when they are made until they are gone", async () => {
    const { actor, unit } = place;
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
    expect(await code(deleteRule(actor, unit, id, ruleId))).toBe("rule_not_found");
  });

  test("change the fields they are given, and keep the others", async () => {
    const { actor, unit } = place;
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
    expect((await updateRuleset(actor, unit, rulesetId, window)).parse()).toMatchObject({ name: "Fit", ...window });
  });

  test("are as the document says, each with the fields of its kind", async () => {
    const { actor, unit } = place;
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
    const refused = createRule(place.actor, place.unit, await engagement(), input as never);
    await expect(refused).rejects.toMatchObject({ faults: pointers.map((pointer) => ({ pointer })) });
  });

  test("that compare as numbers need one", async () => {
    const { actor, unit } = place;
    const { rulesetId } = await createRuleset(actor, unit, { name: "Fit", kind: "profile" });
    const rule = { profile_field: "size", operator: "less_than" as const, weight: 1 };
    expect(await code(createRule(actor, unit, rulesetId, { ...rule, value: "many" }))).toBe("invalid_content");
    expect(await code(createRule(actor, unit, rulesetId, { ...rule, value: "250" }))).toBe("nothing refused");
    expect(await scores()).toEqual([0, 0, 1, 0, 0]);
    await createRule(actor, unit, rulesetId, { ...rule, value: 1e21 });
    await createRule(actor, unit, rulesetId, { ...rule, operator: "greater_than", value: 1e-7 });
    expect(await scores()).toEqual([0, 0, 3, 0, 2]);
  });
});

describe("a profile rule", () => {
  const city = async (operator: RuleInput["operator"], value: string, held: string) => {
    const { actor, unit } = place;
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
    const { actor, unit } = place;
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

test("a digit that is none for numeric makes no number, whatever the database's collation calls a digit", async () => {
  const ask = (field: string) =>
    owner()`select profile_matches(${field}::text collate pg_unicode_fast, 'greater_than', '2') as matches`;
  expect(await ask("3")).toEqual([{ matches: true }]);
  expect(await ask("\u0663")).toEqual([{ matches: false }]);
});

describe("a ruleset", () => {
  test("that is switched off, removed or not open counts for nothing", async () => {
    const { actor, unit } = place;
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
    expect(await code(deleteRuleset(actor, unit, id))).toBe("ruleset_not_found");
  });

  test("whose window would end before it begins is refused, whichever end is sent", async () => {
    const id = await engagement({ starts_at: "2026-01-01T00:00:00Z" });
    const change = updateRuleset(place.actor, place.unit, id, { name: "x", ends_at: "2025-01-01T00:00:00Z" });
    await expect(change).rejects.toMatchObject({ code: "invalid_content", faults: [{ pointer: "/ends_at" }] });
    const { actor, unit } = place;
    for (const window of [
      { ends_at: "2025-01-01T00:00:00Z" },
      { starts_at: "2027-01-01T00:00:00Z", ends_at: "2026-12-31T00:00:00Z" },
    ]) {
      const preview = previewRuleset(actor, unit, id, window);
      await expect(preview).rejects.toMatchObject({ code: "invalid_content", faults: [{ pointer: "/ends_at" }] });
    }
  });

  test("counts when its window begins, and no more when it ends, without any change", async () => {
    const { actor, unit, org } = place;
    const later = "2999-01-01T00:00:00Z";
    const id = await engagement({ starts_at: later });
    await createRule(actor, unit, id, { event_type: "came", weight: 1 });
    // What is to come is brought forward, so that the test need not wait for it.
    const bring = async (end: "starts_at" | "ends_at") => {
      const waiting = await owner()`select due_at from scoring where org_id = ${org.orgId}`;
      expect(waiting).toEqual([{ due_at: new Date(later) }]);
      await owner()`update rulesets set ${owner()({ [end]: new Date() })} where org_id = ${org.orgId}`;
      await owner()`update scoring set due_at = now() where org_id = ${org.orgId}`;
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

describe("a score", () => {
  test("is explained by rules and events that add up to it", async () => {
    const { actor, unit } = place;
    const id = await engagement();
    await createRule(actor, unit, id, { event_type: "viewed", weight: 10 });
    await createRule(actor, unit, id, { event_type: "came", weight: -3 });
    const fit = (await createRuleset(actor, unit, { name: "Fit", kind: "profile" })).rulesetId;
    await createRule(actor, unit, fit, { profile_field: "size", operator: "greater_than", value: 300, weight: 4 });
    const explained = ScoreExplanation.parse((await explainScore(actor, unit, leads[4] ?? "")).parse());
    expect(
      explained.rules.map(({ times, points, events, ruleset_name }) => [times, points, events.length, ruleset_name]),
    ).toEqual([
      [4, 40, 4, "Website"],
      [1, 4, 0, "Fit"],
      [1, -3, 1, "Website"],
    ]);
    const score = Score.parse((await readScore(actor, unit, leads[4] ?? "")).parse());
    expect(score).toMatchObject({
      score: 41,
      ruleset_id: id,
      engagement_scores: { [id]: 37 },
      profile_scores: { [fit]: 4 },
    });
    expect(explained.score).toBe(score.score);
    for (const read of [explainScore, readScore, readScoreHistory]) {
      expect(await code(read(actor, unit, "lead_none") as Promise<unknown>)).toBe("lead_not_found");
    }
  });

  test("has a history of its changes, bounded", async () => {
    const { actor, unit, org } = place;
    await createRule(actor, unit, await engagement(), { event_type: "viewed", weight: 1 });
    const lead_id = leads[1] ?? "";
    for (let n = 0; n < 4; n += 1)
      await ingestBatch(actor, unit, [
        { event_type: "viewed", lead_id },
        { event_type: "viewed", lead_id },
      ]);
    const read = async () => ScoreHistory.parse((await readScoreHistory(actor, unit, lead_id)).parse()).history;
    expect((await read()).map((point) => point.score)).toEqual([0, 1, 3, 5, 7, 9]);
    // The ring nearly full: as if the score had changed 194 times more.
    await owner()`insert into score_points (org_id, unit_id, lead_id, place, recorded_at, change, score)
      select ${org.orgId}, ${unit.unitId}, ${lead_id}, n - 1, now(), n, n from generate_series(7, 200) n`;
    await owner()`update leads set score_changes = 200 where org_id = ${org.orgId} and lead_id = ${lead_id}`;
    for (let n = 0; n < 2; n += 1) await ingestBatch(actor, unit, [{ event_type: "viewed", lead_id }]);
    const history = await read();
    expect([history.length, history[0]?.score, history.at(-1)?.score]).toEqual([200, 3, 11]);
  });
});

test("a preview tells what the change then does", async () => {
  const { actor, unit } = place;
  const id = await engagement();
  await createRule(actor, unit, id, { event_type: "viewed", weight: 10 });
  await createRule(actor, unit, id, { event_type: "came", weight: 7 });
  const before = await scores();
  const input = {
    rules: [
      { event_type: "viewed", weight: -15 },
      { event_type: "came", weight: 7 },
    ],
  };
  const preview = RulesetPreview.parse((await previewRuleset(actor, unit, id, input)).parse());
  expect(preview).toMatchObject({ leads: 5, changed: 4, raised: 0, lowered: 4 });
  const rules = (await listRules(actor, unit, id)).parse();
  const viewed = rules.find((rule) => rule.event_type === "viewed")?.id ?? "";
  await updateRule(actor, unit, id, viewed, { event_type: "viewed", weight: -15 });
  const moves = (await scores()).map((score, n) => score - (before[n] ?? 0));
  for (const { from, to, leads: count } of preview.distribution) {
    const inside = moves.filter((by) => by !== 0 && by >= (from ?? -Infinity) && by <= (to ?? Infinity));
    expect({ from, to, count }).toEqual({ from, to, count: inside.length });
  }
  expect(preview.distribution.reduce((sum, step) => sum + step.leads, 0)).toBe(4);
  const off = (await previewRuleset(actor, unit, id, { active: false })).parse();
  expect(off).toMatchObject({ changed: 5, raised: 4, lowered: 1 });
  expect((await previewRuleset(actor, unit, id, {})).parse()).toMatchObject({ changed: 0 });
  expect(await code(previewRuleset(actor, unit, "rset_none", {}))).toBe("ruleset_not_found");
});

describe("a preview is bounded", () => {
  const fields = (count: number) =>
    Array.from({ length: count }, (_, n) => ({
      profile_field: `f${n}`,
      operator: "equals" as const,
      value: "x",
      weight: 1,
    }));

  test("by the profile rules that would change, times the leads", async () => {
    const { actor, unit, org } = await makeUnit();
    const { rulesetId: id } = await createRuleset(actor, unit, { name: "Fit", kind: "profile" });
    await owner()`insert into lead_tallies (org_id, unit_id, slot, leads) values (${org.orgId}, ${unit.unitId}, 0, ${MOST_PAIRS / 10})`;
    expect((await previewRuleset(actor, unit, id, { rules: fields(10) })).parse().changed).toBe(0);
    expect(await code(previewRuleset(actor, unit, id, { rules: fields(11) }))).toBe("preview_too_large");
    await createRule(actor, unit, id, fields(1)[0] ?? { weight: 1 });
    expect(await code(previewRuleset(actor, unit, id, { rules: fields(11) })), "what stays costs nothing").toBe(
      "nothing refused",
    );
  });

  test("one organization's previews do not hold up another's", async () => {
    const [one, other] = [await makeUnit(), await makeUnit()];
    const order: string[] = [];
    const preview = async ({ actor, unit }: TestUnit, name: string) => {
      const { rulesetId: id } = await createRuleset(actor, unit, { name, kind: "profile" });
      return () =>
        takePreviewTurn(actor.orgId, () => previewRuleset(actor, unit, id, { active: true })).then(() =>
          order.push(name),
        );
    };
    const [ofOne, ofOther] = [await preview(one, "one"), await preview(other, "other")];
    let end = () => {};
    const held = takePreviewTurn(one.org.orgId, () => new Promise<void>((resolve) => (end = resolve)));
    const waiting = [ofOne(), ofOne(), ofOne(), ofOther()];
    await new Promise((resolve) => setImmediate(resolve));
    end();
    await Promise.all([held, ...waiting]);
    expect(order).toEqual(["one", "other", "one", "one"]);
    const many = Array.from({ length: 32 }, ofOne);
    const results = await Promise.allSettled(many);
    expect(results.filter(({ status }) => status === "rejected").length).toBe(11);
  });
});
