import { beforeAll, describe, expect, test } from "vitest";
import * as leadsOperations from "@/domain/leads/operations";
import type { AliasKind } from "@/domain/leads/schema";
import { addUnit, unitOf } from "@/testing/organization";
import { asRequests } from "@/testing/requests";
import { contradictions, makeUnit, type TestUnit } from "@/testing/unit";
import * as eventsOperations from "./operations";

const { readLead } = asRequests(leadsOperations);
const { ingestBatch, ingestOne } = asRequests(eventsOperations);

let testUnit: TestUnit;
beforeAll(async () => {
  testUnit = await makeUnit();
});

let counter = 0;
const fresh = (word: string) => `${word}-${++counter}`;
const alias = (raw_value: string, alias_kind: AliasKind = "external_id") => ({ alias_kind, raw_value });
const event = (...names: string[]) => ({ event_type: "seen", aliases: names.map((name) => alias(name)) });
const send = (body: object) => ingestOne(testUnit.actor, testUnit.unit, body);
const eventsOf = async (leadId: string) => (await readLead(testUnit.actor, testUnit.unit, leadId)).parse().events;
const code = (work: Promise<unknown>) =>
  work.then(
    () => "nothing refused",
    (error) => error.code,
  );

describe("the lead of an event", () => {
  test("an unknown alias creates the lead, a known one identifies it", async () => {
    const name = fresh("x");
    const first = await send(event(name));
    const second = await send(event(name));
    expect(second.lead_id).toBe(first.lead_id);
    expect(second.event_id).not.toBe(first.event_id);
  });

  test.each<[AliasKind, string, string, boolean]>([
    ["email", "Ada@Example.com ", "ada@example.COM", true],
    ["phone", "+44 (0)20 7946-0000", "+4402079460000", true],
    ["social", "@AdaL", "adal", true],
    ["external_id", "A1", "a1", false],
    ["cookie", "A1", "a1", false],
  ])("%s %j and %j", async (kind, one, other, isOne) => {
    const part = fresh("n");
    const [left, right] =
      kind === "phone" ? [`${one}${counter}`, `${other}${counter}`] : [`${part}${one}`, `${part}${other}`];
    const at = (value: string) => (kind === "social" && value.includes("@") ? `@${value.replace("@", "")}` : value);
    const first = await send({ event_type: "seen", aliases: [alias(at(left), kind)] });
    const second = await send({ event_type: "seen", aliases: [alias(right, kind)] });
    expect(second.lead_id === first.lead_id).toBe(isOne);
  });

  test("two addresses that are equal only in upper case are two people", async () => {
    const part = fresh("anna");
    const sent = [`${part}@straße.test`, `${part.toUpperCase()}@strasse.test`, `${part}@xn--strae-oqa.test`];
    const [first, second, third] = await Promise.all(
      sent.map((address) => send({ event_type: "seen", aliases: [alias(address, "email")] })),
    );
    expect(second?.lead_id).not.toBe(first?.lead_id);
    expect(third?.lead_id).toBe(first?.lead_id);
  });

  test("the same value with two kinds is two people", async () => {
    const name = fresh("x");
    const first = await send({ event_type: "seen", aliases: [alias(name, "cookie")] });
    const second = await send({ event_type: "seen", aliases: [alias(name, "external_id")] });
    expect(second.lead_id).not.toBe(first.lead_id);
  });

  test("aliases of two leads merge them into the older one, and the younger's id keeps working", async () => {
    const [a, b] = [fresh("a"), fresh("b")];
    const [older, younger] = [await send(event(a)), await send(event(b))];
    const joined = await send(event(b, a));
    expect(joined.lead_id).toBe(older.lead_id);
    expect((await send({ event_type: "seen", lead_id: younger.lead_id })).lead_id).toBe(older.lead_id);
    expect((await readLead(testUnit.actor, testUnit.unit, younger.lead_id)).parse().lead_id).toBe(older.lead_id);
    expect(await eventsOf(older.lead_id)).toHaveLength(4);
  });

  test("a lead named by id gets the aliases sent with it", async () => {
    const name = fresh("x");
    const { lead_id } = await send(event(fresh("y")));
    await send({ event_type: "seen", lead_id, aliases: [alias(name)] });
    expect((await send(event(name))).lead_id).toBe(lead_id);
  });

  test("another OU's lead is not found, and the same alias there is another person", async () => {
    const name = fresh("x");
    const { lead_id } = await send(event(name));
    const elsewhere = await unitOf(testUnit.actor, await addUnit(testUnit.org, "Elsewhere"));
    expect(await code(ingestOne(testUnit.actor, elsewhere, { event_type: "seen", lead_id }))).toBe("lead_not_found");
    expect((await ingestOne(testUnit.actor, elsewhere, event(name))).lead_id).not.toBe(lead_id);
  });
});

describe("the content of an event", () => {
  const bad: [string, object, ...string[]][] = [
    ["no type", { aliases: [alias("x")] }, "/event_type"],
    ["nobody", { event_type: "seen" }, "/aliases"],
    ["nobody and a wrong time", { event_type: "seen", timestamp: 5 }, "/timestamp", "/aliases"],
    [
      "an unknown kind",
      { event_type: "seen", aliases: [{ alias_kind: "name", raw_value: "x" }] },
      "/aliases/0/alias_kind",
    ],
    ["an empty alias", { event_type: "seen", aliases: [alias(" ")] }, "/aliases/0/raw_value"],
    ["a time without offset", { ...event("x"), timestamp: "2025-06-01T10:00:00" }, "/timestamp"],
    ["a time to come", { ...event("x"), timestamp: "2999-06-01T10:00:00Z" }, "/timestamp"],
    ["metadata that is a list", { ...event("x"), metadata: [] }, "/metadata"],
    ["metadata that cannot be stored", { ...event("x"), metadata: { a: { "b\0": 1 } } }, "/metadata/a"],
    [
      "a number that is not kept",
      { ...event("x"), metadata: { a: [1, { n: Number.POSITIVE_INFINITY }] } },
      "/metadata/a/1/n",
    ],
    ["a unit", { ...event("x"), unit_id: "unit_x" }, "/unit_id"],
  ];
  test.each(bad)("%s is refused with its pointer", async (_what, body, ...pointers) => {
    const faults = pointers.map((pointer) => ({ pointer }));
    await expect(send(body)).rejects.toMatchObject({ code: "invalid_content", faults });
  });

  test("metadata nested too deeply is refused without overflowing the stack", async () => {
    const deep = JSON.parse(`{"a":${"[".repeat(50_000)}${"]".repeat(50_000)}}`);
    await expect(send({ ...event("x"), metadata: deep })).rejects.toMatchObject({ code: "invalid_content" });
  });

  test("metadata of 100 kB is stored as sent, one byte more is too large", async () => {
    const metadata = { __proto__: undefined, text: "é".repeat(49_000), n: 1.5, list: [null, true] };
    const { lead_id } = await send({ ...event(fresh("m")), metadata });
    expect((await eventsOf(lead_id))[0]?.metadata).toEqual(JSON.parse(JSON.stringify(metadata)));
    const full = { t: "x".repeat(100_000 - '{"t":""}'.length) };
    await send({ ...event(fresh("m")), metadata: full });
    expect(await code(send({ ...event(fresh("m")), metadata: { t: `${full.t}x` } }))).toBe("metadata_too_large");
  });

  test("a batch reports a thousand faults, and at least one for each item", async () => {
    const bad = Object.fromEntries(Array.from({ length: 90 }, (_, n) => [`unknown${n}`, n]));
    const items = await ingestBatch(
      testUnit.actor,
      testUnit.unit,
      Array.from({ length: 100 }, () => bad),
    );
    const faults = items.map((item) => ("refusal" in item ? (item.refusal.faults?.length ?? 0) : 0));
    expect(faults[0]).toBeGreaterThan(90);
    expect(Math.min(...faults)).toBe(1);
    expect(faults.reduce((sum, count) => sum + count)).toBeLessThan(1_100);
  });

  test("metadata of 1,000 keys, nested ones included, is stored; one more is too large", async () => {
    const keys = (count: number) => Object.fromEntries(Array.from({ length: count }, (_, n) => [`k${n}`, n]));
    await send({ ...event(fresh("m")), metadata: { ...keys(498), list: [keys(500), 7], last: {} } });
    const more = { ...event(fresh("m")), metadata: { ...keys(498), list: [keys(500), 7], last: { x: 0 } } };
    expect(await code(send(more))).toBe("metadata_too_large");
    const [item] = await ingestBatch(testUnit.actor, testUnit.unit, [more]);
    expect(item).toMatchObject({ refusal: { code: "metadata_too_large" } });
  });

  test("its time is shown in UTC and orders the timeline, whenever it arrived", async () => {
    const name = fresh("t");
    await send({ ...event(name), timestamp: "2025-06-01T12:00:00+02:00" });
    const { lead_id } = await send({ ...event(name), timestamp: "2024-01-01T00:00:00Z" });
    expect((await eventsOf(lead_id)).map((one) => one.timestamp)).toEqual([
      "2025-06-01T10:00:00Z",
      "2024-01-01T00:00:00Z",
    ]);
    expect((await readLead(testUnit.actor, testUnit.unit, lead_id)).parse().last_event_at).toBe("2025-06-01T10:00:00Z");
  });
});

describe("a batch", () => {
  const batch = (body: unknown[]) => ingestBatch(testUnit.actor, testUnit.unit, body);

  test("answers the items in order and stores the valid ones", async () => {
    const name = fresh("x");
    const items = [event(name), { event_type: 7 }, { event_type: "seen", lead_id: "lead_none" }, event(name), null];
    const outcome = (await batch(items)).map((item) => ("taken" in item ? "taken" : item.refusal.code));
    expect(outcome).toEqual(["taken", "invalid_content", "lead_not_found", "taken", "invalid_content"]);
  });

  test("merges what its events link, in any order, also with existing leads", async () => {
    const [a, b, c, d] = [fresh("a"), fresh("b"), fresh("c"), fresh("d")];
    const known = await send(event(d));
    const answers = await batch([event(a), event(b), event(c), event(a, b), event(b, c), event(c, d)]);
    const leads = new Set(answers.map((item) => ("taken" in item ? item.taken.lead_id : "")));
    expect([...leads]).toEqual([known.lead_id]);
  });

  test("holds 1 to 1,000", async () => {
    for (const size of [0, 1001]) {
      expect(await code(batch(Array(size).fill(event("x"))))).toBe("invalid_content");
    }
    const name = fresh("many");
    const many = Array.from({ length: 1000 }, (_, n) => event(`${name}-${n % 300}`));
    const answers = await batch(many);
    const leads = new Set(answers.map((item) => ("taken" in item ? item.taken.lead_id : "refused")));
    expect(leads.size).toBe(300);
    expect(leads).not.toContain("refused");
  });
});

test("after all of this the stored data is consistent", async () => {
  expect(await contradictions(testUnit)).toEqual([]);
});
