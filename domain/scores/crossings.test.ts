import { sql } from "drizzle-orm";
import { beforeEach, expect, test } from "vitest";
import { withUnit } from "@/db/scope";
import * as eventsOperations from "@/domain/events/operations";
import * as leadsOperations from "@/domain/leads/operations";
import * as rulesetsOperations from "@/domain/rulesets/operations";
import * as rules from "@/domain/rulesets/rules";
import { queuedCrossings, wantCrossings } from "@/testing/crossings";
import { owner } from "@/testing/database";
import { asRequests } from "@/testing/requests";
import { contradictions, makeUnit, recomputeStep, type TestUnit } from "@/testing/unit";
import { changeRules } from "./rule-change";

const { ingestBatch, ingestOne } = asRequests(eventsOperations);
const { createLead, eraseLead } = asRequests(leadsOperations);
const { createRuleset, updateRuleset } = asRequests(rulesetsOperations);
const { createRule } = asRequests(rules);

let testUnit: TestUnit;
let rulesetId: string;
const names = new Map<string, string>();

/** A ruleset with the threshold 30, in which views give 10 points and complaints take 10. */
beforeEach(async () => {
  testUnit = await makeUnit();
  await wantCrossings(testUnit);
  const { actor, unit } = testUnit;
  ({ rulesetId } = await createRuleset(actor, unit, { name: "Website", kind: "engagement", score_above: 30 }));
  for (const [event_type, weight] of [
    ["viewed", 10],
    ["complained", -10],
  ] as const) {
    await createRule(actor, unit, rulesetId, { event_type, weight });
  }
});

const event = (event_type: string, ...aliases: string[]) => ({
  event_type,
  aliases: aliases.map((raw_value) => ({ alias_kind: "external_id" as const, raw_value })),
});
const times = (count: number, ...sent: Parameters<typeof event>) => Array.from({ length: count }, () => event(...sent));

async function send(...events: ReturnType<typeof event>[]) {
  const items = await ingestBatch(testUnit.actor, testUnit.unit, events);
  for (const [index, item] of items.entries()) {
    if ("taken" in item)
      names.set(item.taken.lead_id, names.get(item.taken.lead_id) ?? events[index]?.aliases[0]?.raw_value ?? "");
  }
}
const told = async () =>
  (await queuedCrossings(testUnit)).map(({ lead, before, score }) => `${names.get(lead)}: ${before} to ${score}`);

test("a score that rises above the threshold is announced, and again only after it was not above", async () => {
  await send(...times(3, "viewed", "ada"));
  expect(await told()).toEqual([]);
  await send(event("viewed", "ada"));
  await send(event("viewed", "ada"));
  await send(...times(2, "complained", "ada"), ...times(9, "viewed", "zoe"));
  await send(...times(2, "viewed", "ada"));
  expect(await told()).toEqual(["ada: 30 to 40", "zoe: 0 to 90", "ada: 30 to 50"]);
});

test("a lead that is made by hand starts at 0", async () => {
  const { actor, unit } = testUnit;
  const fit = await createRuleset(actor, unit, { name: "Fit", kind: "profile", score_above: -5 });
  await createRule(actor, unit, fit.rulesetId, {
    profile_field: "city",
    operator: "equals",
    value: "Rome",
    weight: 31,
  });
  const lead = await createLead(actor, unit, { profile: { city: "Rome" } });
  expect(await queuedCrossings(testUnit)).toEqual([{ lead, ruleset: rulesetId, before: 0, score: 31 }]);
});

test("parallel ingests about one lead announce one crossing", async () => {
  await send(event("complained", "ada"));
  await Promise.all(times(12, "viewed", "ada").map((one) => ingestOne(testUnit.actor, testUnit.unit, one)));
  expect(await told()).toEqual(["ada: 30 to 40"]);
});

test("a threshold counts while its ruleset does, and setting one announces nobody", async () => {
  const { actor, unit } = testUnit;
  await send(...times(2, "viewed", "ada"), ...times(4, "viewed", "zoe"));
  const change = (input: object) => updateRuleset(actor, unit, rulesetId, input);
  await change({ score_above: 10 });
  expect(await told()).toEqual(["zoe: 0 to 40"]);
  await change({ active: false });
  await change({ active: true });
  expect((await told()).slice(1).sort()).toEqual(["ada: 0 to 20", "zoe: 0 to 40"]);
  await change({ score_above: null, ends_at: "2999-01-01T00:00:00Z" });
  await send(...times(5, "viewed", "new"));
  expect(await told()).toHaveLength(3);
});

test("a merge announces the lead that stays, once, by its scores before and after the whole batch", async () => {
  await send(...times(2, "viewed", "ada"), ...times(2, "viewed", "ada's phone"));
  await send(event("seen", "ada", "ada's phone"));
  expect(await told()).toEqual(["ada: 20 to 40"]);
  await send(...times(2, "viewed", "zoe"), ...times(2, "complained", "zoe's phone"));
  await send(event("viewed", "zoe", "zoe's phone"), event("viewed", "zoe"), event("seen", "other"));
  expect(await told()).toHaveLength(1);
});

test("after a change of rules in a large OU, each crossing is announced once, whatever happens before all are told", async () => {
  const { actor, unit, org } = testUnit;
  const people = ["falls", "falls back", "rises later", "into", "merges", "erased", "untouched", "stays low"];
  for (const name of people) await send(...times(name === "into" ? 1 : 2, "viewed", name));
  await send(event("complained", "rises later"), event("complained", "stays low"));
  const raise = sql`update rules set weight = 16 where ruleset_id = ${rulesetId} and event_type = 'viewed'`;
  await withUnit(actor, unit, (tx) => changeRules(tx, actor, unit, () => tx.execute(raise), -1));
  const isShown = async () => (await owner()`select previous from scoring where unit_id = ${unit.unitId}`)[0]?.previous;
  while (!(await isShown())) await recomputeStep(actor, unit, 3);

  expect(await told()).toEqual([]);
  await send(event("complained", "falls"), event("seen", "falls back"), event("viewed", "rises later"));
  await send(event("complained", "falls back"));
  await send(event("seen", "into", "merges"));
  const [erased = ""] = [...names].flatMap(([id, name]) => (name === "erased" ? [id] : []));
  await eraseLead(actor, unit, erased);
  while ((await recomputeStep(actor, unit, 3)) === "working");
  expect((await told()).sort()).toEqual([
    "falls back: 20 to 32",
    "falls: 20 to 32",
    "into: 16 to 48",
    "merges: 20 to 32",
    "rises later: 22 to 38",
    "untouched: 20 to 32",
  ]);
  expect(await contradictions(testUnit)).toEqual([]);
  expect(
    await owner()`select 1 from lead_scores where org_id = ${org.orgId} and generation <> (
    select generation from scoring where unit_id = ${unit.unitId})`,
  ).toHaveLength(0);
});

test("what parallel batches and a change of rules announce is what the histories of the scores say", async () => {
  const { actor, unit, org } = testUnit;
  await owner()`update webhook_endpoints set event_types = '{lead.*}' where org_id = ${org.orgId}`;
  const batch = (n: number) =>
    [0, 1, 2, 3].flatMap((k) => [
      event((n + k) % 3 ? "viewed" : "complained", `p${(n * 7 + k * 3) % 12}`),
      event("viewed", `new ${n}`, ...(n % 5 === k ? [`p${n % 12}`] : [])),
    ]);
  await send(...Array.from({ length: 12 }, (_, n) => event("viewed", `p${n}`)));
  const raise = sql`update rules set weight = 16 where ruleset_id = ${rulesetId} and event_type = 'viewed'`;
  const change = async () => {
    await withUnit(actor, unit, (tx) => changeRules(tx, actor, unit, () => tx.execute(raise), -1));
    while ((await recomputeStep(actor, unit, 2)) === "working");
  };
  await Promise.all([change(), ...Array.from({ length: 30 }, (_, n) => send(...batch(n)))]);
  while ((await recomputeStep(actor, unit, 50)) === "working");
  const shown = await owner()`
    select lead_id as lead, ${rulesetId} as ruleset, before::int, score::int from (
      select lead_id, score, coalesce(lag(score) over (partition by lead_id order by change), 0) as before
        from score_points where org_id = ${org.orgId}) steps where before <= 30 and score > 30`;
  const inOrder = (list: readonly object[]) => list.map((one) => JSON.stringify(one)).sort();
  const rows = await owner()`select lead_id from leads where org_id = ${org.orgId}`;
  const left = new Set(rows.map((row) => row.lead_id)); // a merge ends the history of the lead that goes
  const queued = (await queuedCrossings(testUnit)).filter(({ lead }) => left.has(lead));
  expect(inOrder(queued)).toEqual(inOrder(shown));
  expect(queued.length).toBeGreaterThan(10);
  expect(await contradictions(testUnit)).toEqual([]);
});
