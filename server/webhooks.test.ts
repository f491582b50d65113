import { Webhook } from "standardwebhooks";
import { expect, test } from "vitest";
import { until } from "@/testing/launch";
import { api, demoDirectory, kill, ownerDatabase, readDemo, SLOW, startReady } from "@/testing/process";
import { hang, openReceiver, status } from "@/testing/webhook-receiver";

const DEAD = 12;
const WAITING = 1_000;

test("a webhook survives a kill -9 between its answer and the note of it, and endpoints that hang keep no other waiting", {
  timeout: SLOW,
}, async () => {
  const [receiver, dead] = [await openReceiver(hang), await openReceiver(hang)];
  const DATA_DIR = demoDirectory();
  const env = { DATA_DIR, DANGEROUSLY_ALLOW_WEBHOOKS_TO_LOOPBACK: "on", WORKER_CONCURRENCY: "1", LOG_LEVEL: "trace" };
  const server = await startReady(env);
  const { token } = readDemo(DATA_DIR);
  const { sql } = ownerDatabase(DATA_DIR);
  const endpoint = { url: receiver.url, event_types: ["org_unit.*"] };
  const made = await api(server, token, "/webhook-endpoints", endpoint);
  expect(made.status).toBe(201);
  const { id, secret } = (await made.json()) as { id: string; secret: string };
  expect((await api(server, token, "/org-units", { name: "EMEA" })).status).toBe(201);
  await until("the first attempt", () => receiver.received.length === 1);
  await kill(server);
  receiver.respond = status(204);
  // Its lease ends, 30 seconds later.
  await sql`update endpoint_deliveries set next_at = now()`;
  await sql`update webhook_endpoints set next_turn_at = null`;
  await sql`update graphile_worker._private_jobs set run_at = now()`;
  const again = await startReady(env);
  await until("the second attempt", () => receiver.received.length === 2);
  for (const { body, headers } of receiver.received) {
    expect(new Webhook(secret).verify(body, headers)).toMatchObject({ data: { target: { name: "EMEA" } } });
  }
  expect(new Set(receiver.received.map((one) => one.id)).size).toBe(1);
  const statuses = async () => (await sql`select status from endpoint_deliveries`).map((row) => row.status);
  await until("it to be noted", async () => (await statuses())[0] === "delivered");

  for (let n = 0; n < DEAD; n += 1) {
    await api(again, token, "/webhook-endpoints", { url: dead.url, event_types: ["rule.*"] });
  }
  await sql`insert into endpoint_deliveries (org_id, delivery_id, endpoint_id, type, happened_at, data, next_at)
    select org_id, endpoint_id || n, endpoint_id, 'rule.created', now()::text, '{}', now()
      from webhook_endpoints, generate_series(1, ${WAITING}::int) n where endpoint_id <> ${id}`;
  await sql`select graphile_worker.add_job('deliver_webhooks', json_build_object('org_id', org_id, 'endpoint_id', endpoint_id),
      job_key := endpoint_id) from webhook_endpoints`;
  await until("every dead endpoint to hang", () => dead.received.length >= DEAD);
  await api(again, token, "/org-units", { name: "APAC" });
  await until("the healthy endpoint to get its event", () => receiver.received.length === 3);
  const [left] = await sql`select count(*)::int as n from endpoint_deliveries where endpoint_id <> ${id} and tries = 0`;
  expect(left?.n).toBeGreaterThan(DEAD * (WAITING - 100));
  const output = again.stdout() + again.stderr();
  expect(output).not.toContain(secret);
});
