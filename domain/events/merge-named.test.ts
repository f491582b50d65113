import { beforeEach, expect, test } from "vitest";
import * as leadsOperations from "@/domain/leads/operations";
import type { LeadInput } from "@/domain/leads/schema";
import { owner } from "@/testing/database";
import { asRequests } from "@/testing/requests";
import { contradictions, makeUnit, type TestUnit } from "@/testing/unit";
import * as eventsOperations from "./operations";

const { createLead, eraseLead, readLead } = asRequests(leadsOperations);
const { ingestBatch } = asRequests(eventsOperations);

let testUnit: TestUnit;
beforeEach(async () => {
  testUnit = await makeUnit();
});

const alias = (raw_value: string) => ({ alias_kind: "external_id" as const, raw_value });
const event = (...names: string[]) => ({ event_type: "seen", aliases: names.map(alias) });
const times = <T>(count: number, work: (n: number) => Promise<T>) =>
  Promise.all(Array.from({ length: count }, (_, n) => work(n)));

test("merges a thousand pairs of leads, and a chain of them", async () => {
  const sendAll = async (events: object[]) => {
    const items = await ingestBatch(testUnit.actor, testUnit.unit, events);
    return items.map((item) => ("taken" in item ? item.taken.lead_id : item.refusal.code));
  };
  const numbers = Array.from({ length: 1000 }, (_, n) => n);
  const older = await sendAll(numbers.map((n) => event(`a${n}`, `b${n}`)));
  await sendAll(numbers.map((n) => event(`c${n}`, `d${n}`)));
  await owner()`analyze leads, lead_aliases, lead_merges`; // as autovacuum does, so that each is found by its own index
  expect(await sendAll(numbers.map((n) => event(`d${n}`, `b${n}`)))).toEqual(older);
  expect(await contradictions(testUnit)).toEqual([]);
  // Each event shares a lead with the next, and no alias.
  const links = numbers.slice(1).map((n) => event(`a${n - 1}`, `c${n}`));
  const [first] = older.toSorted();
  expect(new Set(await sendAll(links))).toEqual(new Set([first]));
  expect(await contradictions(testUnit)).toEqual([]);
}, 60_000);

test("merges profiles just as separate events would", async () => {
  const known: LeadInput[] = [
    { profile: { a: 1 } },
    { owner_name: "Grace", profile: { a: 2, b: 2, c: null } },
    { owner_name: "Ada", profile: { b: 3, c: 3, d: 3 } },
  ];
  const names = ["x", "y", "z"];
  for (const [n, what] of known.entries()) {
    await createLead(testUnit.actor, testUnit.unit, { ...what, aliases: [alias(names[n] ?? "")] });
  }
  const items = await ingestBatch(testUnit.actor, testUnit.unit, [event(...names), event("other")]);
  const [lead = ""] = items.map((item) => ("taken" in item ? item.taken.lead_id : ""));
  const { owner_name, profile } = (await readLead(testUnit.actor, testUnit.unit, lead)).parse();
  expect({ owner_name, profile }).toEqual({ owner_name: "Grace", profile: { a: 1, b: 2, c: null, d: 3 } });
  expect(await contradictions(testUnit)).toEqual([]);
});

test("parallel batches that merge, some of the same people, alongside erasures", async () => {
  const { actor, unit } = testUnit;
  const people = Array.from({ length: 40 }, (_, n) => `m${n}`);
  const kept = await ingestBatch(
    actor,
    unit,
    people.map((name) => event(name)),
  );
  const ids = kept.map((item) => ("taken" in item ? item.taken.lead_id : ""));
  const pairs = (n: number) => [1, 2, 3, 4].map((k) => event(`m${(n * k) % 40}`, `m${(n + 11 * k) % 40}`));
  const answers = await Promise.all([
    times(12, (n) => ingestBatch(actor, unit, pairs(n % 6))),
    times(6, (n) => ingestBatch(actor, unit, pairs(n + 20))),
    times(3, (n) =>
      eraseLead(actor, unit, ids[n * 13] ?? "").catch((error) => expect(error.code).toBe("lead_not_found")),
    ),
  ]);
  for (const items of [...answers[0], ...answers[1]]) expect(items.every((item) => "taken" in item)).toBe(true);
  expect(await contradictions(testUnit)).toEqual([]);
});
