import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import * as ingestRoute from "@/app/(api)/ingest/route";
import * as checkRoute from "@/app/(api)/isolation/check/route";
import * as leadRoute from "@/app/(api)/leads/[leadID]/route";
import * as leadsRoute from "@/app/(api)/leads/route";
import * as passwordRoute from "@/app/(api)/me/password/route";
import * as memberRoute from "@/app/(api)/members/[id]/route";
import * as unitsRoute from "@/app/(api)/org-units/route";
import * as secretRoute from "@/app/(api)/secrets/[id]/route";
import * as tokensRoute from "@/app/(api)/settings/tokens/route";
import { forgetOldKeys } from "@/db/idempotency";
import * as tokensOperations from "@/domain/tokens/operations";
import { owner } from "@/testing/database";
import { addMember } from "@/testing/members";
import { addServiceAccount, goodPassword, makeOrganization, type TestOrganization } from "@/testing/organization";
import { asRequests } from "@/testing/requests";
import { contradictions, makeUnit, type TestUnit } from "@/testing/unit";
import type { Handler } from "./answer";

const { createToken } = asRequests(tokensOperations);

let unit: TestUnit;
let org: TestOrganization;
beforeAll(async () => {
  unit = await makeUnit();
  org = unit.org;
});

let counter = 0;
let key = "";
beforeEach(() => {
  key = `key-${++counter}`;
});

type Sent = {
  headers?: Record<string, string>;
  params?: Record<string, string>;
  method?: string;
  path?: string;
};

/** Sends a write with the test's key as the organization's admin. */
async function send(
  handler: Handler,
  body?: unknown,
  { headers, params = {}, method = "POST", path = "/" }: Sent = {},
) {
  const request = new Request(`http://localhost${path}`, {
    method,
    headers: {
      Authorization: `Bearer ${org.token}`,
      "Content-Type": "application/json",
      "X-Active-OU-ID": org.unitId,
      "Idempotency-Key": key,
      ...headers,
    },
    ...(body === undefined ? {} : { body: JSON.stringify(body) }),
  });
  const answer = await handler.finish(request, params);
  const { code, ...json } = answer.text ? JSON.parse(String(answer.text)) : {};
  const { "Idempotency-Replayed": replayed, ...kept } = answer.headers;
  return { status: answer.status, code, json, replayed, headers: kept, text: answer.text };
}

const event = (name: string) => ({ event_type: "seen", aliases: [{ alias_kind: "external_id", raw_value: name }] });
const times = <T>(n: number, work: () => Promise<T>) => Promise.all(Array.from({ length: n }, work));
const keptRows = () => owner()`select * from idempotency_keys where org_id = ${org.orgId} and key = ${key}`;
const eventCount = async (leadId: string) =>
  (await owner()`select 1 from events where org_id = ${org.orgId} and lead_id = ${leadId}`).length;

describe("a repeated request", () => {
  test("gets the first answer, with its status, Location and ETag, and does nothing", async () => {
    const first = await send(leadsRoute.POST, { owner_name: "Ada" });
    const again = await send(leadsRoute.POST, { owner_name: "Ada" });
    expect([first.status, again.status, first.replayed, again.replayed]).toEqual([201, 201, undefined, "true"]);
    expect(again.text).toBe(first.text);
    for (const name of ["Location", "ETag", "Content-Type", "X-Active-OU-ID"] as const)
      expect([name, again.headers[name]]).toEqual([name, first.headers[name] ?? "missing"]);
    expect(again.headers["X-Request-Id"]).not.toBe(first.headers["X-Request-Id"]);
  });

  test("may quote the key", async () => {
    const first = await send(unitsRoute.POST, { name: key });
    const again = await send(unitsRoute.POST, { name: key }, { headers: { "Idempotency-Key": `"${key}"` } });
    expect([first.status, again.text, again.replayed]).toEqual([201, first.text, "true"]);
  });

  test("is refused with 422 for another body, path, query, method or OU", async () => {
    const other = await makeOrganization();
    await send(leadsRoute.POST, { owner_name: "Ada" });
    for (const answer of [
      await send(leadsRoute.POST, { owner_name: "Eve" }),
      await send(leadsRoute.POST, { owner_name: "Ada" }, { path: "/elsewhere" }),
      await send(leadsRoute.POST, { owner_name: "Ada" }, { path: "/?x=1" }),
      await send(leadRoute.PUT, { owner_name: "Ada" }, { method: "PUT", params: { leadID: "lead_x" } }),
    ]) {
      expect(answer).toMatchObject({ status: 422, code: "idempotency_key_reused", replayed: undefined });
    }
    const foreign = await send(leadsRoute.POST, { owner_name: "Ada" }, { headers: { "X-Active-OU-ID": other.unitId } });
    expect(foreign).toMatchObject({ status: 403, code: "org_unit_access_required" });
  });

  test("is a new one if the first was refused", async () => {
    expect((await send(unitsRoute.POST, { name: "" })).status).toBe(400);
    expect((await send(unitsRoute.POST, { name: key })).status).toBe(201);
    expect((await send(unitsRoute.POST, { name: key })).status).toBe(201);
  });

  test.each(["", '""', "a b", "ü", "x".repeat(256)])("is refused for the key %j", async (wrong) => {
    const answer = await send(unitsRoute.POST, { name: key }, { headers: { "Idempotency-Key": wrong } });
    expect(answer).toMatchObject({ status: 400, code: "invalid_content" });
    expect(answer.json.errors[0].pointer).toBe("/Idempotency-Key");
  });

  test("waits for the first, in this process or another, for two seconds at most", async () => {
    const name = `Slow ${key}`;
    const other = await send(tokensRoute.POST, { name: "Other" }, { headers: { "Idempotency-Key": "other" } });
    const first = await owner().begin(async (tx) => {
      await tx`insert into org_units (org_id, unit_id, name, name_key, slug)
        values (${org.orgId}, ${`unit_${key}`}, ${name}, ${name.toLowerCase()}, ${`slug-${key}`})`;
      const running = send(unitsRoute.POST, { name });
      const [own] = await tx`select pg_backend_pid() as pid`;
      await expect.poll(() => waitersFor(own?.pid)).toBe(1);
      const asOther = { headers: { Authorization: `Bearer ${other.json.token}` } }; // does not wait in this process
      for (const late of await Promise.all([send(unitsRoute.POST, { name }), send(unitsRoute.POST, { name }, asOther)]))
        expect(late).toMatchObject({ status: 409, code: "request_in_progress", headers: { "Retry-After": "1" } });
      return [running]; // not the promise itself, which would be awaited in here
    });
    expect(await first[0]).toMatchObject({ status: 409, code: "org_unit_name_taken" });
  });
});

/** How many transactions wait for that one. */
const waitersFor = async (pid: number) =>
  (await owner()`select 1 from pg_stat_activity where ${pid} = any(pg_blocking_pids(pid))`).length;

describe("equal requests at the same time", () => {
  test("have one effect and one answer", async () => {
    const answers = await times(20, () => send(ingestRoute.POST, event(key)));
    expect(new Set(answers.map(({ text }) => text)).size).toBe(1);
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
    expect(await eventCount(answers[0]?.json.lead_id)).toBe(1);
  });

  test("change a password once, though the current one is another after it", async () => {
    const own = await makeOrganization();
    const change = { current_password: goodPassword, new_password: "an entirely new lighthouse" };
    const sent = { method: "PUT", headers: { Authorization: `Bearer ${own.token}` } };
    const answers = await times(20, () => send(passwordRoute.PUT, change, sent));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([204]));
    expect(answers.filter(({ replayed }) => !replayed)).toHaveLength(1);
  });
});

test("a repeated batch gets its answer again, with its refused items", async () => {
  const batch = [{ event_type: "seen", lead_id: "lead_none" }, event(key), {}];
  const [first, again] = [await send(ingestRoute.POST, batch), await send(ingestRoute.POST, batch)];
  expect([again.text, again.replayed]).toEqual([first.text, "true"]);
  expect(first.json.results.map((one: { status: number }) => one.status)).toEqual([404, 202, 400]);
});

describe("what is kept", () => {
  test("has no secret, and a repeated answer has null for it", async () => {
    const first = await send(tokensRoute.POST, { name: "CI" });
    const again = await send(tokensRoute.POST, { name: "CI" });
    expect(first.json.token).toMatch(/^lv_pat_/);
    expect([again.status, again.json]).toEqual([201, { ...first.json, token: null }]);
    expect(JSON.stringify(await keptRows())).not.toContain(first.json.token);
  });

  test("is there although the operation has left its scope", async () => {
    const [first, again] = [await send(checkRoute.POST), await send(checkRoute.POST)];
    expect([first.status, again.text, again.replayed]).toEqual([200, first.text, "true"]);
  });

  test("is forgotten with the person whom it is about, whoever erases them", async () => {
    const { clientId, clientSecret } = await addServiceAccount(org, org.unitId);
    const headers = { Authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` };
    const { json } = await send(ingestRoute.POST, [event(key), event(`${key}-b`)], { headers });
    const erased = json.results[0].lead_id;
    const erase = { method: "DELETE", params: { leadID: erased }, headers: { "Idempotency-Key": "erase" } };
    expect((await send(leadRoute.DELETE, undefined, erase)).status).toBe(204);
    expect(await keptRows()).toEqual([]);
    const again = await send(ingestRoute.POST, [event(key), event(`${key}-b`)], { headers });
    expect([again.replayed, again.json.results[0].lead_id === erased]).toEqual([undefined, false]);
  });

  test("is removed with the member or service account whose it is", async () => {
    const { secretId, clientId, clientSecret } = await addServiceAccount(org, org.unitId);
    await send(ingestRoute.POST, event(key), {
      headers: { Authorization: `Basic ${btoa(`${clientId}:${clientSecret}`)}` },
    });
    expect(await keptRows()).toHaveLength(1);
    const revoke = { method: "DELETE", params: { id: secretId }, headers: { "Idempotency-Key": "revoke" } };
    expect((await send(secretRoute.DELETE, undefined, revoke)).status).toBe(204);
    expect(await keptRows()).toEqual([]);

    const leaver = await addMember(org, { role: "admin" });
    const { token } = (await createToken(leaver, { name: "Leaving" })).parse();
    const leave = { method: "DELETE", params: { id: leaver.memberId }, headers: { Authorization: `Bearer ${token}` } };
    expect((await send(memberRoute.DELETE, undefined, leave)).status).toBe(204);
    expect((await send(memberRoute.DELETE, undefined, leave)).status).toBe(401);
    expect(await keptRows()).toEqual([]);
  });

  test("goes after a day, in steps, and is not repeated before that either", async () => {
    const first = await send(ingestRoute.POST, event(key));
    const age = () =>
      owner()`update idempotency_keys set created_at = now() - interval '25 hours' where org_id = ${org.orgId} and key = ${key}`;
    await age();
    const again = await send(ingestRoute.POST, event(key));
    expect([again.replayed, again.json.event_id === first.json.event_id]).toEqual([undefined, false]);
    await age();
    while (await forgetOldKeys());
    expect(await keptRows()).toEqual([]);
    await send(ingestRoute.POST, event(key));
    while (await forgetOldKeys());
    expect(await keptRows()).toHaveLength(1);
  });
});

test("after all of this the stored data is consistent", async () => {
  expect(await contradictions(unit)).toEqual([]);
});
