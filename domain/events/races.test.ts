import { sql } from "drizzle-orm";
import type { Sql } from "postgres";
import { beforeEach, expect, inject, test, vi } from "vitest";
import { withUnit } from "@/db/scope";
import * as leadsOperations from "@/domain/leads/operations";
import * as rulesetsOperations from "@/domain/rulesets/operations";
import * as rules from "@/domain/rulesets/rules";
import * as scoresOperations from "@/domain/scores/operations";
import { recomputeScores } from "@/domain/scores/recompute";
import { newId } from "@/lib/ids";
import { connect, owner } from "@/testing/database";
import { asRequests } from "@/testing/requests";
import { contradictions, makeUnit, recomputeStep, type TestUnit } from "@/testing/unit";
import * as eventsOperations from "./operations";

const { eraseLead, updateLead } = asRequests(leadsOperations);
const { createRuleset } = asRequests(rulesetsOperations);
const { createRule, updateRule } = asRequests(rules);
const { readScore, readScoreHistory } = asRequests(scoresOperations);
const { ingestBatch, ingestOne } = asRequests(eventsOperations);

let testUnit: TestUnit;
let rulesetId: string;
let ruleId: string;

beforeEach(async () => {
  testUnit = await makeUnit();
  ({ rulesetId } = await createRuleset(testUnit.actor, testUnit.unit, { name: "Website", kind: "engagement" }));
  ({ ruleId } = await createRule(testUnit.actor, testUnit.unit, rulesetId, { event_type: "seen", weight: 3 }));
});

const event = (...names: string[]) => ({
  event_type: "seen",
  aliases: names.map((raw_value) => ({ alias_kind: "external_id", raw_value })),
});
const send = (...names: string[]) => ingestOne(testUnit.actor, testUnit.unit, event(...names));
const times = <T>(count: number, work: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, n) => work(n)));
const leadRows = () => owner()`select lead_id from leads where org_id = ${testUnit.org.orgId}`;
const score = async (leadId: string) => (await readScore(testUnit.actor, testUnit.unit, leadId)).parse().score;

test("parallel ingests of one new alias create one lead", async () => {
  const answers = await times(12, () => send("x"));
  expect(new Set(answers.map((answer) => answer.lead_id)).size).toBe(1);
  expect(await leadRows()).toHaveLength(1);
  expect(await score(answers[0]?.lead_id ?? "")).toBe(36);
  expect(await contradictions(testUnit)).toEqual([]);
});

test("an ingest does not wait for an open one about somebody else, even where both would count in one row", async () => {
  const { org, unit } = testUnit;
  await send("known");
  const clients = Array.from({ length: 17 }, () => connect(inject("appUrl"), 1));
  const bySlot = new Map<number, Sql>();
  const pair: Sql[] = [];
  for (const client of clients) {
    const [row] = await client`select pg_backend_pid() % 16 as slot`; // of 17, two are equal
    const other = bySlot.get(row?.slot);
    if (other) pair.push(other, client);
    bySlot.set(row?.slot, client);
  }
  const ingest = (client: Sql, name: string, meanwhile = async () => {}) =>
    client.begin(async (tx) => {
      await tx`select set_config('app.org_role', 'admin', true), set_config('app.unit_org_id', ${org.orgId}, true),
        set_config('app.unit_id', ${unit.unitId}, true), set_config('app.unit_role', 'editor', true), set_config('lock_timeout', '3s', true)`;
      const aliases = [{ g: 1, kind: "external_id", key: name, raw: name }];
      const events = [{ n: 0, g: 1, id: newId("evt"), type: "seen", at: new Date().toISOString() }];
      await tx`select ingest_events(${org.orgId}, ${unit.unitId}, array[${newId("lead")}], '[]'::json,
        ${JSON.stringify(aliases)}::text::json, ${JSON.stringify(events)}::text::json, false)`;
      await meanwhile();
    });
  const [one, other] = pair as [Sql, Sql];
  await ingest(one, "new", async () => {
    await ingest(other, "known");
    await ingest(other, "newer");
  });
  await Promise.all(clients.map((client) => client.end()));
  expect(await leadRows()).toHaveLength(3);
  expect(await contradictions(testUnit)).toEqual([]);
});

test("an alias that another lead takes while an ingest creates one identifies that other lead", async () => {
  const { org, unit } = testUnit;
  const { lead_id: first } = await send("first");
  const sent = await owner().begin(async (tx) => {
    // What a new lead's foreign key looks at, when the ingest has found the alias to be nobody's.
    await tx`select from org_units where org_id = ${org.orgId} and unit_id = ${unit.unitId} for update`;
    const answer = send("x");
    const waits = () => tx`select from pg_stat_activity where pg_backend_pid() = any (pg_blocking_pids(pid))`;
    await vi.waitUntil(async () => (await waits()).length > 0, { timeout: 15_000, interval: 20 });
    await tx`insert into lead_aliases (org_id, unit_id, alias_kind, alias_key, raw_value, lead_id)
      values (${org.orgId}, ${unit.unitId}, 'external_id', 'x', 'x', ${first})`;
    return { answer }; // and not waited for: it goes on when this has been committed
  });
  expect((await sent.answer).lead_id).toBe(first);
  expect(await leadRows()).toEqual([{ lead_id: first }]);
  expect(await score(first)).toBe(6);
  expect(await contradictions(testUnit)).toEqual([]);
});

test("parallel merges in opposite directions end in the oldest lead with every event", async () => {
  const names = ["a", "b", "c", "d", "e", "f"];
  const [first] = [
    await send("a"),
    ...(await ingestBatch(
      testUnit.actor,
      testUnit.unit,
      names.slice(1).map((name) => event(name)),
    )),
  ];
  await times(12, (n) => {
    const [left = "", right = ""] = [names[n % 6], names[(n + 1) % 6]];
    return n % 2 === 0 ? send(left, right) : send(right, left);
  });
  expect(await leadRows()).toEqual([{ lead_id: first?.lead_id }]);
  expect(await score(first?.lead_id ?? "")).toBe(18 * 3);
  expect(await contradictions(testUnit)).toEqual([]);
});

test("batches that touch the same people in different orders all succeed", async () => {
  const people = Array.from({ length: 40 }, (_, n) => `p${n}`);
  await times(6, (n) => {
    const order = n % 2 === 0 ? people : people.toReversed();
    return ingestBatch(
      testUnit.actor,
      testUnit.unit,
      order.map((name) => event(name)),
    );
  });
  expect(await leadRows()).toHaveLength(40);
  expect(await contradictions(testUnit)).toEqual([]);
});

test("an ingest during a change of rules is scored by the final rules", async () => {
  const { actor, unit } = testUnit;
  const { lead_id } = await send("x");
  await Promise.all([
    times(8, () => send("x")),
    times(4, (n) => updateRule(actor, unit, rulesetId, ruleId, { event_type: "seen", weight: n + 1 })),
  ]);
  const [rule] = await owner()`select weight from rules where org_id = ${testUnit.org.orgId}`;
  expect(await score(lead_id)).toBe(9 * rule?.weight);
  expect(await contradictions(testUnit)).toEqual([]);
});

/** A change of the rule that leaves the scores to the runner, as in an OU of many leads. */
async function changeAside(weight: number): Promise<void> {
  const { actor, unit, org } = testUnit;
  await withUnit(actor, unit, async (tx) => {
    await tx.execute(sql`select begin_rule_change(${org.orgId}, ${unit.unitId})`);
    await tx.execute(sql`update rules set weight = ${weight}::int where org_id = ${org.orgId} and rule_id = ${ruleId}`);
    await tx.execute(sql`select finish_rule_change(${org.orgId}, ${unit.unitId}, -1)`);
  });
}

test("scores stay right with ingests, merges, erasures and further changes during a recomputation", async () => {
  const { actor, unit, org } = testUnit;
  const people = Array.from({ length: 30 }, (_, n) => `p${n}`);
  await ingestBatch(
    actor,
    unit,
    people.map((name) => event(name)),
  );
  const doomed = await send("p29");
  await Promise.all([
    changeAside(5).then(() => times(3, () => recomputeScores(org.orgId, unit.unitId, { stepLeads: 4 }))),
    times(15, (n) => send(`p${n}`)),
    times(5, (n) => send(`p${n}`, `p${n + 10}`)),
    eraseLead(actor, unit, doomed.lead_id),
    changeAside(7),
  ]);
  while ((await recomputeStep(actor, unit, 5)) === "working");
  const [rule] = await owner()`select weight from rules where org_id = ${org.orgId}`;
  expect([5, 7]).toContain(rule?.weight);
  const wrong = await owner()`
    select s.lead_id from scoring c join lead_scores s using (org_id, unit_id, generation)
     where org_id = ${org.orgId} and s.score <> ${rule?.weight} * coalesce((
       select sum(n.events) from lead_event_counts n where n.org_id = s.org_id and n.lead_id = s.lead_id), 0)`;
  expect(wrong).toEqual([]);
  expect(await contradictions(testUnit)).toEqual([]);
});

test("another runner continues after one is killed halfway, and readers only saw the previous scores", async () => {
  const { actor, unit, org } = testUnit;
  const items = await ingestBatch(
    actor,
    unit,
    Array.from({ length: 20 }, (_, n) => event(`p${n}`)),
  );
  const ids = items.map((item) => ("taken" in item ? item.taken.lead_id : ""));
  await changeAside(8);
  for (let n = 0; n < 3; n += 1) expect(await recomputeStep(actor, unit, 5)).toBe("working");
  const [halfWay] = await owner()`select building, leads_done from scoring where org_id = ${org.orgId}`;
  expect(halfWay).toEqual({ building: 3, leads_done: "10" });
  expect(new Set(await Promise.all(ids.map(score)))).toEqual(new Set([3]));
  // One whose score is built already, one whose is not, and one who is new.
  const late = [await send("p0"), await send("p19"), await send("new")].map((answer) => answer.lead_id);
  expect(await Promise.all(late.map(score))).toEqual([6, 6, 3]);
  await recomputeScores(org.orgId, unit.unitId);
  expect(await Promise.all(late.map(score))).toEqual([16, 16, 8]);
  const others = ids.filter((id) => !late.includes(id));
  expect(new Set(await Promise.all(others.map(score)))).toEqual(new Set([8]));
  expect(await contradictions(testUnit)).toEqual([]);
});

test("a score recorded by an ingest that waited for the switch is not recorded twice", async () => {
  const { actor, unit, org } = testUnit;
  const { lead_id } = await send("x");
  await changeAside(5);
  const isBuilding = async () =>
    (await owner()`select 1 from scoring where org_id = ${org.orgId} and previous is null`)[0];
  while (await isBuilding()) await recomputeStep(actor, unit, 5);
  await send("x");
  await owner()`update score_points p set recorded_at = c.activated_at - interval '1 second' from scoring c
    where c.org_id = p.org_id and c.unit_id = p.unit_id and p.org_id = ${org.orgId} and p.score = 10`;
  while ((await recomputeStep(actor, unit, 5)) === "working");
  const { history } = (await readScoreHistory(actor, unit, lead_id)).parse();
  expect(history.map((point) => point.score)).toEqual([3, 10]);
  expect(await contradictions(testUnit)).toEqual([]);
});

test("an ingest during the erasure of its lead happens either before or after it", async () => {
  const { actor, unit } = testUnit;
  const { lead_id } = await send("x");
  const outcomes = await Promise.allSettled([
    ...Array.from({ length: 6 }, () => ingestOne(actor, unit, { event_type: "seen", lead_id })),
    eraseLead(actor, unit, lead_id),
    ...Array.from({ length: 3 }, () => send("x")),
    updateLead(actor, unit, lead_id, { owner_name: "Grace" }),
  ]);
  for (const outcome of outcomes) {
    if (outcome.status === "rejected") expect(outcome.reason.code).toBe("lead_not_found");
  }
  const left = await owner()`select 1 from events where org_id = ${testUnit.org.orgId} and lead_id = ${lead_id}`;
  expect(left).toEqual([]);
  expect(await contradictions(testUnit)).toEqual([]);
});
