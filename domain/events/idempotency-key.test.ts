import { beforeAll, describe, expect, test } from "vitest";
import * as leadsOperations from "@/domain/leads/operations";
import type { AliasKind } from "@/domain/leads/schema";
import { asRequests, owner } from "@/testing/organization";
import { contradictions, makeUnit, type TestUnit } from "@/testing/unit";
import * as eventsOperations from "./operations";

const { eraseLead, readLead } = asRequests(leadsOperations);
const { ingestBatch, ingestOne } = asRequests(eventsOperations);

let testUnit: TestUnit;
beforeAll(async () => {
  testUnit = await makeUnit();
});

let counter = 0;
const fresh = (word: string) => `${word}-${++counter}`;
const alias = (raw_value: string, alias_kind: AliasKind = "external_id") => ({ alias_kind, raw_value });
const event = (...names: string[]) => ({ event_type: "seen", aliases: names.map((name) => alias(name)) });
const send = (body: object, key?: string) => ingestOne(testUnit.actor, testUnit.unit, body, key);
const eventsOf = async (leadId: string) => (await readLead(testUnit.actor, testUnit.unit, leadId)).parse().events;
const code = (work: Promise<unknown>) =>
  work.then(
    () => "nothing refused",
    (error) => error.code,
  );

describe("an Idempotency-Key", () => {
  test("gives the same body the first answer, and stores nothing twice", async () => {
    const [body, key] = [event(fresh("x")), fresh("key")];
    const first = await send(body, key);
    expect(await send(body, key)).toEqual(first);
    expect(await eventsOf(first.lead_id)).toHaveLength(1);
    expect(await code(send({ ...body, event_type: "other" }, key))).toBe("idempotency_key_reused");
  });

  test("gives parallel requests the same event", async () => {
    const [body, key] = [event(fresh("x")), fresh("key")];
    const answers = await Promise.all(Array.from({ length: 6 }, () => send(body, key)));
    expect(new Set(answers.map((answer) => answer.event_id)).size).toBe(1);
  });

  test("repeats a batch's answer, with its refused items", async () => {
    const body = [{ event_type: "seen", lead_id: "lead_none" }, event(fresh("x")), {}];
    const key = fresh("key");
    const answers = [
      await ingestBatch(testUnit.actor, testUnit.unit, body, key),
      await ingestBatch(testUnit.actor, testUnit.unit, body, key),
    ];
    const [first, again] = answers.map((items) =>
      items.map((item) => ("taken" in item ? item.taken.event_id : item.refusal.code)),
    );
    expect(again).toEqual(first);
    expect(first?.[0]).toBe("lead_not_found");
  });

  test.each(["", "a b", "ü", "x".repeat(256)])("%j is none", async (key) => {
    expect(await code(send(event("x"), key))).toBe("invalid_content");
  });

  test("works for a batch with an item nested deeper than the stack", async () => {
    const deep = JSON.parse(`{"a":${"[".repeat(50_000)}${"]".repeat(50_000)}}`);
    const [body, key] = [[event(fresh("x")), { ...event("x"), metadata: deep }, deep.a], fresh("key")];
    const first = await ingestBatch(testUnit.actor, testUnit.unit, body, key);
    const outcome = first.map((item) => ("taken" in item ? "taken" : item.refusal.code));
    expect(outcome).toEqual(["taken", "invalid_content", "invalid_content"]);
    expect(await ingestBatch(testUnit.actor, testUnit.unit, body, key)).toEqual(first);
    expect(await code(ingestBatch(testUnit.actor, testUnit.unit, body.slice(0, 2), key))).toBe(
      "idempotency_key_reused",
    );
  });

  test("is forgotten when the person is erased, so sending again creates another", async () => {
    const [body, key] = [event(fresh("x")), fresh("key")];
    const { lead_id } = await send(body, key);
    await eraseLead(testUnit.actor, testUnit.unit, lead_id);
    expect((await send(body, key)).lead_id).not.toBe(lead_id);
  });

  test("is forgotten after a day", async () => {
    const [body, key] = [event(fresh("x")), fresh("key")];
    const first = await send(body, key);
    await owner()`update ingest_requests set created_at = now() - interval '25 hours' where org_id = ${testUnit.org.orgId}`;
    expect((await send(body, key)).event_id).not.toBe(first.event_id);
  });
});

test("after all of this the stored data is consistent", async () => {
  expect(await contradictions(testUnit)).toEqual([]);
});
