import { beforeAll, describe, expect, test } from "vitest";
import * as eventsOperations from "@/domain/events/operations";
import * as rulesetsOperations from "@/domain/rulesets/operations";
import * as rules from "@/domain/rulesets/rules";
import { addUnit, asRequests, unitOf } from "@/testing/organization";
import { contradictions, makeUnit, type TestUnit } from "@/testing/unit";
import * as leadsOperations from "./operations";
import { type AliasKind, LeadDetail, type LeadInput } from "./schema";

const { ingestBatch, ingestOne } = asRequests(eventsOperations);
const { createRuleset } = asRequests(rulesetsOperations);
const { createRule } = asRequests(rules);
const { createLead, eraseLead, readLead, updateLead } = asRequests(leadsOperations);

const alias = (raw_value: string, alias_kind: AliasKind = "external_id") => ({ alias_kind, raw_value });

let testUnit: TestUnit;
beforeAll(async () => {
  testUnit = await makeUnit();
  const { rulesetId } = await createRuleset(testUnit.actor, testUnit.unit, { name: "Fit", kind: "profile" });
  const rule = { profile_field: "size", operator: "greater_than" as const, value: 100, weight: 7 };
  await createRule(testUnit.actor, testUnit.unit, rulesetId, rule);
});

let counter = 0;
const fresh = (word: string) => `${word}-${++counter}`;
const make = (input: LeadInput) => createLead(testUnit.actor, testUnit.unit, input);
const change = (id: string, input: LeadInput) => updateLead(testUnit.actor, testUnit.unit, id, input);
const read = async (id: string) => LeadDetail.parse((await readLead(testUnit.actor, testUnit.unit, id)).parse());
const code = (work: Promise<unknown>) =>
  work.then(
    () => "nothing refused",
    (error) => error.code,
  );

describe("creating and changing a lead", () => {
  test("reads back as sent, with the score of its profile at once", async () => {
    const profile = { name: "Zoë", size: 250, is_customer: true, left: null };
    const aliases = [alias("Zoe@Example.com", "email"), alias(fresh("A"))];
    const id = await make({ owner_name: "Grace Okafor", profile, aliases });
    const lead = await read(id);
    expect(lead).toMatchObject({ lead_id: id, owner_name: "Grace Okafor", profile, score: 7, events: [] });
    expect(lead.aliases).toEqual(expect.arrayContaining(aliases));
    expect(lead.last_event_at).toBeNull();
  });

  test("replaces the fields that are sent and keeps the others", async () => {
    const [first, second] = [alias(fresh("a")), alias(fresh("b"))];
    const id = await make({ owner_name: "Grace", profile: { size: 250, name: "Ada" }, aliases: [first, second] });
    await change(id, { profile: { size: 20 } });
    expect(await read(id)).toMatchObject({ owner_name: "Grace", profile: { size: 20 }, score: 0 });
    expect((await read(id)).profile).toEqual({ size: 20 });
    await change(id, { owner_name: null, aliases: [second] });
    expect(await read(id)).toMatchObject({ owner_name: null, profile: { size: 20 }, aliases: [second] });
    const other = await ingestOne(testUnit.actor, testUnit.unit, { event_type: "seen", aliases: [first] });
    expect(other.lead_id).not.toBe(id); // the alias that was left out names nobody any more
  });

  test("is refused as a whole if an alias belongs to another lead, however it is spelled", async () => {
    const taken = fresh("taken");
    await make({ aliases: [alias(`${taken}@example.com`, "email")] });
    const same = alias(`${taken.toUpperCase()}@EXAMPLE.com `, "email");
    expect(await code(make({ aliases: [alias(fresh("x")), same] }))).toBe("alias_taken");
    const own = alias(fresh("own"));
    const id = await make({ owner_name: "Grace", aliases: [own] });
    expect(await code(change(id, { owner_name: "Thief", aliases: [same] }))).toBe("alias_taken");
    expect(await read(id)).toMatchObject({ owner_name: "Grace", aliases: [own] });
    await change(id, { aliases: [own, own] }); // its own is not taken, nor one that is sent twice
    expect((await read(id)).aliases).toEqual([own]);
  });
});

test("the latest 50 events are shown, newest first, with those of merged leads", async () => {
  const [one, two] = [fresh("one"), fresh("two")];
  const at = (minute: number) => new Date(Date.UTC(2025, 5, 1, 10, minute)).toISOString().replace(".000Z", "Z");
  const events = Array.from({ length: 55 }, (_, minute) => ({
    event_type: `at ${minute}`,
    aliases: [alias(minute % 2 ? one : two)],
    timestamp: at(minute),
  }));
  const items = await ingestBatch(testUnit.actor, testUnit.unit, events);
  const ids = new Set(items.map((item) => ("taken" in item ? item.taken.lead_id : "refused")));
  expect(ids.size).toBe(2);
  await ingestOne(testUnit.actor, testUnit.unit, {
    event_type: "both",
    aliases: [alias(one), alias(two)],
    timestamp: at(-1),
  });
  for (const id of ids) {
    const lead = await read(id);
    expect(lead.events.map(({ timestamp }) => timestamp)).toEqual(Array.from({ length: 50 }, (_, n) => at(54 - n)));
    expect(lead.last_event_at).toBe(at(54));
    expect(lead.aliases).toHaveLength(2);
  }
});

test("an event without a time gets the time of its arrival", async () => {
  const before = Math.floor(Date.now() / 1000) * 1000;
  const { lead_id } = await ingestOne(testUnit.actor, testUnit.unit, {
    event_type: "seen",
    aliases: [alias(fresh("now"))],
  });
  const [event] = (await read(lead_id)).events;
  expect(Date.parse(event?.timestamp ?? "")).toBeGreaterThanOrEqual(before);
  expect(Date.parse(event?.timestamp ?? "")).toBeLessThanOrEqual(Date.now());
});

test("another OU's lead cannot be read, changed or erased, and its alias is free here", async () => {
  const name = fresh("here");
  const id = await make({ owner_name: "Grace", aliases: [alias(name)] });
  const elsewhere = await unitOf(testUnit.actor, await addUnit(testUnit.org, "Elsewhere"));
  const foreign = await makeUnit();
  for (const [actor, unit] of [
    [testUnit.actor, elsewhere],
    [foreign.actor, foreign.unit],
    [foreign.actor, testUnit.unit], // an OU that another's actor resolved
  ] as const) {
    for (const work of [
      () => readLead(actor, unit, id),
      () => updateLead(actor, unit, id, { owner_name: "Thief" }),
      () => eraseLead(actor, unit, id),
    ]) {
      expect(await code(work())).toBe("lead_not_found");
    }
  }
  expect(await read(id)).toMatchObject({ owner_name: "Grace", aliases: [alias(name)] });
  expect(await createLead(testUnit.actor, elsewhere, { aliases: [alias(name)] })).not.toBe(id);
});

test("after all of this the stored data is consistent", async () => {
  expect(await contradictions(testUnit)).toEqual([]);
});
