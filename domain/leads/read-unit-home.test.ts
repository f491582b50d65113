import { sql } from "drizzle-orm";
import { beforeAll, expect, test } from "vitest";
import { withUnit } from "@/db/scope";
import type { ActiveUnit } from "@/domain/access/active-unit";
import type { UnitActor } from "@/domain/access/actor";
import * as eventsOperations from "@/domain/events/operations";
import * as rulesetsOperations from "@/domain/rulesets/operations";
import * as rules from "@/domain/rulesets/rules";
import { addMember } from "@/testing/members";
import { addUnit, unitOf } from "@/testing/organization";
import { asRequests } from "@/testing/requests";
import { makeUnit, recomputeStep, type TestUnit } from "@/testing/unit";
import * as leadsOperations from "./operations";
import * as readUnitHomeModule from "./read-unit-home";
import * as topLeads from "./top-leads";

const { ingestBatch, ingestOne } = asRequests(eventsOperations);
const { createRuleset } = asRequests(rulesetsOperations);
const { createRule } = asRequests(rules);
const { createLead } = asRequests(leadsOperations);
const { readUnitHome } = asRequests(readUnitHomeModule);
const { readTopLeads } = asRequests(topLeads);

const DAY_MS = 86_400_000;
const dayOf = (time: number) => new Date(time).toISOString().slice(0, 10);
const midnight = Math.floor(Date.now() / DAY_MS) * DAY_MS;

// One lead of each, at both ends of every step.
const scores = [-40, -1, 1, 19, 20, 39, 40, 69, 70, 99, 100, 199, 200, 900];
// The first and the last moment of a day, today's, tomorrow's, and those that are 29 and 30 days back.
const times = [-1, 0, 1, DAY_MS, -29 * DAY_MS, -29 * DAY_MS - 1, -30 * DAY_MS].map((offset) => midnight + offset);

const worth = (score: number) => `worth ${score}`;
const event = (event_type: string, name: string, time?: number) => ({
  event_type,
  aliases: [{ alias_kind: "external_id", raw_value: name }],
  ...(time === undefined ? {} : { timestamp: new Date(time).toISOString() }),
});

/** Rules that make an event of the type `worth n` worth n, and a lead with one such event for each of the scores. */
async function fill(actor: UnitActor, unit: ActiveUnit, leadScores: readonly number[]): Promise<void> {
  const { rulesetId } = await createRuleset(actor, unit, { name: "Website", kind: "engagement" });
  for (const weight of leadScores) await createRule(actor, unit, rulesetId, { event_type: worth(weight), weight });
  await ingestBatch(
    actor,
    unit,
    leadScores.map((score) => event(worth(score), `lead ${score}`, times[0])),
  );
}

let testUnit: TestUnit;
let before: number;
beforeAll(async () => {
  testUnit = await makeUnit();
  const { actor, unit, org } = testUnit;
  await fill(actor, unit, scores);
  await createLead(actor, unit, {}); // without events: its score is 0
  await ingestBatch(
    actor,
    unit,
    times.map((time) => event("of no worth", "lead 900", time)),
  );
  // What must not be counted: the same person and more of everything in another OU, and in another organization.
  before = Date.now();
  await fill(actor, await unitOf(actor, await addUnit(org, "Elsewhere")), [900, 950, 1000]);
  const foreign = await makeUnit();
  await fill(foreign.actor, foreign.unit, [900, 950, 1000]);
});

const home = () => readUnitHome(testUnit.actor, testUnit.unit);

test("counts the OU's leads and the distribution of their scores, bounds included", async () => {
  const { leads, distribution } = await home();
  expect(leads).toBe(scores.length + 1);
  expect(distribution).toEqual([
    { from: null, to: -1, leads: 2 },
    { from: 0, to: 0, leads: 1 },
    { from: 1, to: 19, leads: 2 },
    { from: 20, to: 39, leads: 2 },
    { from: 40, to: 69, leads: 2 },
    { from: 70, to: 99, leads: 2 },
    { from: 100, to: 199, leads: 2 },
    { from: 200, to: null, leads: 2 },
  ]);
});

test("has the events of the last 30 days in UTC, today last, and of 30 days before each; none of tomorrow", async () => {
  const { days } = await home();
  const last = Date.parse(days.at(-1)?.day ?? "");
  expect([dayOf(before), dayOf(Date.now())]).toContain(days.at(-1)?.day);
  expect(days.map(({ day }) => day)).toEqual(Array.from({ length: 30 }, (_, n) => dayOf(last - (29 - n) * DAY_MS)));
  const sent = [...scores.map(() => times[0] ?? 0), ...times].map(dayOf);
  const countOn = (day: string) => sent.filter((one) => one === day).length;
  const expected = days.map(({ day }) => {
    return { day, events: countOn(day), before: countOn(dayOf(Date.parse(day) - 30 * DAY_MS)) };
  });
  expect(days).toEqual(expected);
  expect(expected.filter(({ events }) => events > 0).length).toBeGreaterThanOrEqual(3);
  expect(expected.some((one) => one.before > 0)).toBe(true);
});

test("shows the same eight top leads as the API", async () => {
  const { top } = await home();
  expect(top.map(({ score }) => score)).toEqual([900, 200, 199, 100, 99, 70, 69, 40]);
  expect(top.map(({ names: _names, ...lead }) => lead)).toEqual(
    (await readTopLeads(testUnit.actor, testUnit.unit, 8)).parse().leads,
  );
});

test("shows the scores of one generation while the next is computed", async () => {
  const { actor, unit } = await makeUnit();
  await fill(actor, unit, [10, 30, 50, 80]);
  const shown = async () => {
    const { distribution, top } = await readUnitHome(actor, unit);
    return { distribution, scores: top.map(({ score }) => score) };
  };
  const now = await shown();
  expect(now.scores).toEqual([80, 50, 30, 10]);
  // The change left to the runner, as an OU of many leads leaves it.
  await withUnit(actor, unit, async (tx) => {
    await tx.execute(sql`select begin_rule_change(${actor.orgId}, ${unit.unitId})`);
    await tx.execute(sql`update rules set weight = weight * 10 where org_id = ${actor.orgId}`);
    await tx.execute(sql`select finish_rule_change(${actor.orgId}, ${unit.unitId}, -1)`);
  });
  for (let step = 0; step < 2; step += 1) {
    expect(await recomputeStep(actor, unit, 2)).toBe("working");
    expect(await shown()).toEqual(now);
  }
  while ((await recomputeStep(actor, unit, 2)) === "working");
  expect((await shown()).scores).toEqual([800, 500, 300, 100]);
});

test("is all zeros in an OU without data, and for a member without access to the OU", async () => {
  const { org, unit, actor } = testUnit;
  const quiet = await unitOf(actor, await addUnit(org, "Quiet"));
  const elsewhere = await addUnit(org, "Their own");
  const outsider = await addMember(org, { role: "editor", units: { [elsewhere]: "admin" } });
  await ingestOne(actor, await unitOf(actor, elsewhere), event("seen", "somebody"));
  for (const seen of [await readUnitHome(actor, quiet), await readUnitHome(outsider, unit)]) {
    expect([seen.leads, seen.top, seen.days.length, seen.distribution.length]).toEqual([0, [], 30, 8]);
    expect(new Set([...seen.days.map(({ events }) => events), ...seen.distribution.map((step) => step.leads)])).toEqual(
      new Set([0]),
    );
  }
});
