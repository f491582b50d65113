import { expect, test } from "@/e2e/fixtures";
import { seedWorld } from "@/e2e/matrix";
import { seedSecret } from "@/e2e/seed";

type Answer = { event_id: string; lead_id: string };
type Result = Partial<Answer> & { status: number; code?: string; errors?: { pointer: string }[] };

const event = (name: string, more: object = {}) => ({
  event_type: "page_viewed",
  aliases: [{ alias_kind: "cookie", raw_value: name }],
  ...more,
});

async function newUnit() {
  const world = await seedWorld();
  return { world, headers: { "X-Active-OU-ID": world.unit.unit_id } };
}

test("a service account's events create a lead with a score that viewers of its OU can read", async ({ api }) => {
  const { world, headers } = await newUnit();
  const admin = api.as(world.org.admin);
  const ruleset = await admin.send<{ id: string }>("POST", "/rulesets", {
    headers,
    body: { name: "Website", kind: "engagement" },
  });
  const rule = { event_type: "page_viewed", weight: 7 };
  await admin.send("POST", `/rulesets/${ruleset.json.id}/rules`, { headers, body: rule });
  const program = api.as(await seedSecret(world.org.org_id, world.unit.unit_id));
  const sent = await program.send<Answer>("POST", "/ingest", { body: event("c-1") });
  expect(sent.status).toBe(202);
  await program.send("POST", "/ingest", { body: { event_type: "page_viewed", lead_id: sent.json.lead_id } });
  const reader = api.as(await world.caller("OU viewer"));
  const top = await reader.send<{ leads: object[] }>("GET", "/top-leads", { headers });
  expect(top.json.leads).toEqual([{ lead_id: sent.json.lead_id, score: 14, last_event_at: expect.any(String) }]);
  const made = { engagement_scores: { [ruleset.json.id]: 14 }, profile_scores: {} };
  for (const path of [`/score/${sent.json.lead_id}`, `/leads/${sent.json.lead_id}/score`]) {
    const { json } = await reader.send("GET", path, { headers });
    expect(json, path).toEqual({ lead_id: sent.json.lead_id, score: 14, ruleset_id: ruleset.json.id, ...made });
  }
});

test("a batch may exceed 1 MB, and each item gets its own answer", async ({ api }) => {
  const { world, headers } = await newUnit();
  const metadata = { text: "x".repeat(4_000) };
  const good = Array.from({ length: 400 }, (_, n) => event(`c-${n}`, { metadata }));
  const bad = [
    { event_type: "" },
    event("c-x", { metadata: { text: "x".repeat(100_000) } }),
    { event_type: "x", lead_id: "lead_x" },
  ];
  const editor = api.as(await world.caller("OU editor"));
  const sent = await editor.send<{ results: Result[] }>("POST", "/ingest", { headers, body: [...good, ...bad] });
  expect(sent.status).toBe(202);
  const { results } = sent.json;
  expect(results.slice(400).map(({ status, code }) => [status, code])).toEqual([
    [400, "invalid_content"],
    [413, "metadata_too_large"],
    [404, "lead_not_found"],
  ]);
  expect(results[400]?.errors?.map(({ pointer }) => pointer)).toContain("/event_type");
  expect(new Set(results.slice(0, 400).map(({ status }) => status))).toEqual(new Set([202]));
});

test("an event or a body that is too large gets a 413", async ({ api }) => {
  const { world, headers } = await newUnit();
  const admin = api.as(world.org.admin);
  const tooMuch = await admin.send("POST", "/ingest", {
    headers,
    body: event("c", { metadata: { t: "x".repeat(100_000) } }),
  });
  expect([tooMuch.status, tooMuch.problem.code]).toEqual([413, "metadata_too_large"]);
  const whole = await admin.send("POST", "/ingest", {
    headers,
    body: [event("c", { metadata: { t: "x".repeat(8_000_000) } })],
  });
  expect([whole.status, whole.problem.code]).toEqual([413, "body_too_large"]);
  const keys = Object.fromEntries(Array.from({ length: 600_000 }, (_, n) => [`k${n}`, 0]));
  const many = await admin.send("POST", "/ingest", { headers, body: event("c", { metadata: keys }) });
  expect([many.status, many.problem.code]).toEqual([413, "body_too_large"]);
  const elsewhere = await admin.send("POST", "/leads", { headers, body: { owner_name: "x".repeat(1_000_000) } });
  expect([elsewhere.status, elsewhere.problem.code]).toEqual([413, "body_too_large"]);
});

test("single events sent at once get their own answers, each in the OU and as the caller of its request", async ({
  api,
}) => {
  const { world, headers } = await newUnit();
  const elsewhere = await newUnit();
  const program = api.as(await seedSecret(world.org.org_id, world.unit.unit_id));
  const admin = api.as(world.org.admin);
  const senders = [
    { client: program, headers: {} },
    { client: admin, headers },
    { client: api.as(elsewhere.world.org.admin), headers: elsewhere.headers },
    { client: api.as(await world.caller("OU viewer")), headers },
  ] as const;
  const send = (sender: number, body: object) =>
    senders[sender]?.client.send<Answer>("POST", "/ingest", { headers: senders[sender].headers, body });
  const both = [...Array(20).keys()].map((n) => event(`c-${n}`));
  const bad = { event_type: "" };
  const unknown = { event_type: "x", lead_id: "lead_x" };
  const sent = await Promise.all(
    [0, 1, 2, 3].map((n) => Promise.all([...both, bad, unknown].map((body) => send(n, body)))),
  );
  const statuses = sent.map((answers) => answers.map((answer) => answer?.status));
  const accepted = [...both.map(() => 202), 400, 404];
  expect(statuses).toEqual([accepted, accepted, accepted, accepted.map(() => 403)]);
  const leadsOf = (sender: number) => sent[sender]?.slice(0, 20).map((answer) => answer?.json.lead_id);
  expect(leadsOf(1)).toEqual(leadsOf(0)); // one OU
  expect(new Set([...(leadsOf(0) ?? []), ...(leadsOf(2) ?? [])]).size).toBe(40);
  for (const [n, unit] of [world.unit, world.unit, elsewhere.world.unit].entries()) {
    for (const answer of sent[n] ?? []) expect(answer?.headers.get("x-active-ou-id")).toBe(unit.unit_id);
  }
  const events = new Set(
    sent.slice(0, 3).flatMap((answers) => answers.slice(0, 20).map((answer) => answer?.json.event_id)),
  );
  expect(events.size).toBe(60);
});

test("an Idempotency-Key repeats the first answer, but only for the actor who used it", async ({ api }) => {
  const { world, headers } = await newUnit();
  const keyed = { ...headers, "Idempotency-Key": "order-1" };
  const [one, other] = [api.as(await world.caller("OU editor")), api.as(await world.caller("OU editor"))];
  const send = (client: typeof one, body: object) => client.send<Answer>("POST", "/ingest", { headers: keyed, body });
  const first = await send(one, event("c-1"));
  expect((await send(one, event("c-1"))).json).toEqual(first.json);
  const reused = await send(one, event("c-2"));
  expect([reused.status, reused.problem.code]).toEqual([422, "idempotency_key_reused"]);
  expect((await send(other, event("c-1"))).json.event_id).not.toBe(first.json.event_id);
});

test("an erased lead is gone from every list", async ({ api }) => {
  const { world, headers } = await newUnit();
  const admin = api.as(world.org.admin);
  const sent = await admin.send<Answer>("POST", "/ingest", { headers, body: event("c-1") });
  expect((await admin.send("DELETE", `/leads/${sent.json.lead_id}`, { headers })).status).toBe(204);
  for (const path of [
    `/leads/${sent.json.lead_id}`,
    `/score/${sent.json.lead_id}`,
    `/score/${sent.json.lead_id}/history`,
  ]) {
    expect((await admin.send("GET", path, { headers })).status, path).toBe(404);
  }
  const list = await admin.send<{ leads: object[]; total: number }>("GET", "/leads", { headers });
  expect([list.json.leads, list.json.total]).toEqual([[], 0]);
});
