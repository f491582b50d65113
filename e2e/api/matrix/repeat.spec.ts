import assert from "node:assert/strict";
import { randomUUID } from "node:crypto";
import type { Answer, ApiClient } from "@/e2e/api-client";
import { expect, test } from "@/e2e/fixtures";
import { type Access, type Entry, type Request, seedWorld, type World } from "@/e2e/matrix";
import { database } from "@/e2e/seed";
import { guarded } from "./entries";

// Contract §10 for every write of the document: an Idempotency-Key makes it safe to repeat.

const AT_ONCE = 20;
const writes = guarded.filter(({ method, success }) => method !== "GET" && success < 300);
const SECRET = /lv_pat_\w{36}|lv_cs_\w{36}|lnk_[\w.-]+|whsec_[\w+/]+/;

/** Sends a request with a key, again and again while the first is still running. */
async function sendKeyed(
  api: ApiClient,
  { method }: Entry,
  { path, ...sent }: Request,
  key: string,
): Promise<Answer<unknown>> {
  for (;;) {
    const answer = await api.send(method, path, { ...sent, headers: { ...sent.headers, "Idempotency-Key": key } });
    if (answer.problem?.code !== "request_in_progress") return answer;
  }
}

const isRepeated = ({ headers }: Answer<unknown>) => headers.get("idempotency-replayed") === "true";
const refusalOf = ({ status, problem }: Answer<unknown>) => ({ status, code: problem?.code });
const reused = { status: 422, code: "idempotency_key_reused" };

/** The number of an organization's rows by table, except tables that differ with the connection, the first use, the rate or what a job does. */
async function countsOf(world: World): Promise<Record<string, number>> {
  const tables = await database()`select table_name as name from information_schema.columns
    where table_schema = 'public' and column_name = 'org_id'
      and table_name !~ '^(idempotency_key|rate_|events_|event_days|member_days|scoring|mail_budgets|audit_[^ev])|_tallies$'`;
  const counts = tables.map(
    ({ name }) => `select '${name}' as name, (select count(*)::int from "${name}" where org_id = $1) as n`,
  );
  const rows = await database().unsafe(counts.join(" union all "), [world.org.org_id]);
  return Object.fromEntries(rows.map(({ name, n }) => [name, n]));
}

/** By how much the work changes these numbers. */
async function effectOf(world: World, work: () => Promise<unknown>): Promise<Record<string, number>> {
  const before = await countsOf(world);
  await work();
  const after = Object.entries(await countsOf(world));
  return Object.fromEntries(after.map(([name, n]) => [name, n - (before[name] ?? 0)]));
}

/** What a repeated answer has to say: the same, with null for each secret. */
const repeatable = (text = "") =>
  text && JSON.parse(text, (_name, value) => (typeof value === "string" && SECRET.test(value) ? null : value));

const OWN_HEADERS = /^(x-request-id|date|content-length|idempotency-replayed|ratelimit.*|connection|keep-alive)$/;
const headersOf = ({ headers }: Answer<unknown>) => [...headers].filter(([name]) => !OWN_HEADERS.test(name));

for (const entry of writes) {
  test(`${entry.id}: ${AT_ONCE} equal requests at once have one effect and one answer`, async ({ api }) => {
    const world = await seedWorld();
    const { admin } = world.org;
    const client = api.as(admin);
    const request = () => entry.request(world, admin);
    const single = await request();
    const effect = await effectOf(world, () => client.send(entry.method, single.path, single));

    const [key, equal] = [randomUUID(), await request()];
    let answers: Answer<unknown>[] = [];
    const effectOfAll = await effectOf(world, async () => {
      answers = await Promise.all(Array.from({ length: AT_ONCE }, () => sendKeyed(client, entry, equal, key)));
    });
    const [first, ...others] = answers.filter((answer) => !isRepeated(answer));
    expect(others).toEqual([]);
    expect(first?.status, first?.text).toBe(entry.success);
    for (const answer of answers.filter(isRepeated)) {
      assert.deepEqual([answer.status, answer.json ?? ""], [first?.status, repeatable(first?.text)]);
      assert.deepEqual(headersOf(answer), headersOf(first as Answer<unknown>));
    }
    expect(effectOfAll).toEqual(effect);

    const [kept] =
      await database()`select string_agg(k::text, ' ') as text from idempotency_keys k where org_id = ${world.org.org_id}`;
    const sent = Object.entries(equal.body ?? {}).flatMap(([name, value]) =>
      /password/.test(name) ? [String(value)] : [],
    );
    for (const secret of [...sent, SECRET.exec(first?.text ?? "")?.[0] ?? "a secret"])
      expect(kept?.text).not.toContain(secret);
  });

  test(`${entry.id}: a key belongs to one request of one person`, async ({ api }) => {
    const [world, elsewhere] = [await seedWorld(), await seedWorld()];
    const { admin } = world.org;
    const key = randomUUID();
    const nonsense = { path: "/org-units", body: { nonsense: true } };
    const post = { ...entry, method: "POST" };
    expect((await sendKeyed(api.as(admin), post, nonsense, key)).status).toBe(400); // refused, so the key stays free
    const request = await entry.request(world, admin);
    const first = await sendKeyed(api.as(admin), entry, request, key);
    expect([first.status, isRepeated(first)], first.text).toEqual([entry.success, false]);

    const otherPath = { path: entry.id === "createToken" ? "/org-units" : "/settings/tokens", body: { name: "Other" } };
    expect(refusalOf(await sendKeyed(api.as(admin), post, otherPath, key))).toEqual(reused);
    if (request.body !== undefined) {
      const { body, ...rest } = request;
      const headers = { ...request.headers, "Content-Type": "application/json" };
      const other = { ...rest, headers, raw: ` ${JSON.stringify(body)}` };
      expect(refusalOf(await sendKeyed(api.as(admin), entry, other, key))).toEqual(reused);
    }
    for (const [where, person] of [
      [world, await world.caller("org admin")],
      [elsewhere, elsewhere.org.admin],
    ] as const) {
      const own = await sendKeyed(api.as(person), entry, await entry.request(where, person), key);
      expect([own.status, isRepeated(own)], own.text).toEqual([entry.success, false]);
    }
    expect(isRepeated(await sendKeyed(api.as(admin), entry, request, key))).toBe(true);
  });

  test(`${entry.id}: whoever has lost access or the credential does not get the answer again`, async ({ api }) => {
    const world = await seedWorld();
    const able: Access[] = ["OU editor", "OU admin", "org admin"];
    const caller = await world.caller(able.find((access) => !entry.refused?.[access]) ?? "org admin");
    const [key, request] = [randomUUID(), await entry.request(world, caller)];
    const first = await sendKeyed(api.as(caller), entry, request, key);
    expect(first.status, first.text).toBe(entry.success);
    const sql = database();
    await sql`delete from ou_memberships where org_member_id = ${caller.org_member_id}`;
    await sql`update members set role = 'viewer' where org_member_id = ${caller.org_member_id}`;
    const again = await sendKeyed(api.as(caller), entry, request, key);
    const refused = entry.refused?.["no access"];
    if (refused) expect(refusalOf(again)).toEqual(refused);
    else expect([again.status, isRepeated(again)], again.text).toEqual([entry.success, true]);
    await sql`delete from personal_access_tokens where org_member_id = ${caller.org_member_id}`;
    expect((await sendKeyed(api.as(caller), entry, request, key)).status).toBe(401);
  });
}

test("exactly the writes with a caller take a key, and say so in the document", ({ contract }) => {
  const taking = contract.operations.filter(({ operation }) =>
    operation.parameters?.some((one) => one.in === "header" && one.name === "Idempotency-Key"),
  );
  expect(taking.map(({ operation }) => operation.operationId).sort()).toEqual(writes.map(({ id }) => id).sort());
  for (const { operation } of taking) {
    const codes = Object.values(operation.responses).flatMap(({ content }) =>
      Object.keys(content?.["application/problem+json"]?.examples ?? {}),
    );
    expect(codes).toEqual(expect.arrayContaining(["invalid_content", "idempotency_key_reused", "request_in_progress"]));
    const successes = Object.entries(operation.responses).filter(([status]) => /^2/.test(status));
    for (const [, { headers }] of successes) expect(headers).toHaveProperty("Idempotency-Replayed");
  }
});
