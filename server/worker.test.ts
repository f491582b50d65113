import { setTimeout as sleep } from "node:timers/promises";
import type postgres from "postgres";
import { expect, test } from "vitest";
import { type Launched, until } from "@/testing/launch";
import {
  afterTest,
  api,
  dataDirectory,
  demoDirectory,
  kill,
  ownerDatabase,
  readDemo,
  run,
  SLOW,
  startReady,
} from "@/testing/process";
import { accept, hold } from "@/testing/resend-behaviours";
import { linksIn, openResendStandIn } from "@/testing/resend-stand-in";
import { sendEvent, signBody } from "@/testing/resend-webhook";

const person = (email: string) => ({
  first_name: "Grace",
  last_name: "Hopper",
  email,
  password: "correct horse battery staple",
  role: "viewer",
});
const batch = (count: number) => ({
  role: "viewer",
  members: Array.from({ length: count }, (_, n) => ({ email: `invitee${n}@example.com` })),
});

test("a kill -9 at any point neither loses nor duplicates a mail, and several workers share the rest", {
  timeout: SLOW,
}, async () => {
  const standIn = await openResendStandIn();
  afterTest(() => standIn.close());
  const DATA_DIR = demoDirectory();
  // With APP_URL every process sends the same text, although each has its own port.
  const env = { DATA_DIR, ...standIn.env, LOG_LEVEL: "trace", APP_URL: "http://leadvibe.example" };
  const processes: Launched[] = [];
  const begin = async (starting: Promise<Launched>) => {
    const begun = await starting;
    processes.push(begun);
    return begun;
  };

  // Killed before the commit of the cause, and between the commit and the send.
  const idle = await begin(startReady({ ...env, WORKER_CONCURRENCY: "0" }));
  const { token } = readDemo(DATA_DIR);
  const { sql, secrets } = ownerDatabase(DATA_DIR);
  expect((await api(idle, token, "/members", person("committed@example.com"))).status).toBe(200);
  await sql`select`; // postgres.js reserves no connection that it has not opened yet
  const blocking = await sql.reserve();
  await blocking`begin`;
  await blocking`lock table graphile_worker._private_jobs in exclusive mode`;
  const unanswered = api(idle, token, "/members", person("uncommitted@example.com")).catch(() => "no answer");
  await until("the request to wait for its job", async () => {
    const waiting =
      await sql`select from pg_locks where not granted and relation = 'graphile_worker._private_jobs'::regclass`;
    return waiting.length > 0;
  });
  await kill(idle);
  expect(await unanswered).toBe("no answer");
  await blocking`rollback`;
  blocking.release();
  expect(await sql`select to_address, status from messages`).toEqual([
    { to_address: "committed@example.com", status: "queued" },
  ]);
  expect(standIn.calls).toHaveLength(0);

  // Killed after the provider accepted and before the mail was marked. Meanwhile no request waits for the provider.
  standIn.next(hold, hold);
  const server = await begin(startReady(env));
  await until("the committed mail to be sent", () => standIn.heldCount() === 1);
  expect((await api(server, token, "/members/batch", batch(200))).status).toBe(200);
  await until("both slots to wait for the provider", () => standIn.heldCount() === 2);
  expect((await api(server, token, "/members", person("third@example.com"))).status).toBe(200);
  expect(standIn.heldCount()).toBe(2);
  const report = { type: "email.delivered", created_at: "2026-11-21T10:00:00Z", data: { email_id: "elsewhere" } };
  const delivery = signBody(standIn.webhookSecret, JSON.stringify(report));
  expect([await sendEvent(server.url, delivery), await sendEvent(server.url, delivery)]).toEqual([204, 409]);
  await kill(server);
  standIn.release();
  await until("the provider to have accepted both", () => standIn.accepted.length === 2);
  expect(await sql`select from messages where status <> 'queued'`).toHaveLength(0);

  // Two workers use the database that the killed server has left running; then one of them is stopped.
  standIn.always(hold);
  const [leaving, staying] = await Promise.all([begin(run("worker", env)), begin(run("worker", env))]);
  await until("both workers to send", () => standIn.heldCount() === 4);
  standIn.always(accept);
  leaving.child.kill("SIGTERM");
  standIn.release();
  expect(await leaving.exited).toBe(0);
  const holders = await sql`select distinct locked_by from graphile_worker._private_jobs where locked_by is not null`;
  expect(holders.length).toBeLessThan(2);
  const sent = () => sql`select provider_message_id as id from messages where status = 'sent' order by 1`;
  await until("every mail to be marked", async () => (await sent()).length === 202);
  const keys = standIn.accepted.map(({ idempotencyKey }) => idempotencyKey);
  expect(keys).toHaveLength(202);
  expect(new Set(keys).size).toBe(202);
  expect((await sent()).map(({ id }) => id)).toEqual(standIn.accepted.map(({ id }) => id).sort());
  expect(standIn.accepted.flatMap(({ to }) => to)).not.toContain("uncommitted@example.com");
  await until("the jobs to be gone", async () => (await sql`select from graphile_worker._private_jobs`).length === 0);
  staying.child.kill("SIGTERM");
  expect(await staying.exited).toBe(0);

  const output = processes.map(({ stdout, stderr }) => stdout() + stderr()).join("\n");
  expect(output).toContain("took over the jobs of workers that have died");
  const links = standIn.accepted.flatMap(linksIn).flatMap((link) => link.match(/lnk_\w+\.[\w-]+/g) ?? []);
  expect(links).toHaveLength(202);
  const secretTexts = [...secrets, standIn.key, standIn.webhookSecret, ...links, "@example.com", "lnk_"];
  expect(secretTexts.filter((secret) => output.includes(secret))).toEqual([]);
});

test("a worker without a server or without concurrency says so", async () => {
  const DATA_DIR = dataDirectory();
  const alone = await run("worker", { DATA_DIR });
  expect(await alone.exited).toBe(1);
  expect(alone.stderr()).toMatch(/^No server runs on .*; start it first \(npm start\), or set DATABASE_URL\.$/m);
  const idle = await run("worker", { DATA_DIR, WORKER_CONCURRENCY: "0" });
  expect(await idle.exited).toBe(1);
  expect(idle.stderr()).toMatch(/^Set WORKER_CONCURRENCY to 1 or more/);
});

test("a server and its worker survive connections that break at any moment", { timeout: SLOW }, async () => {
  const standIn = await openResendStandIn();
  afterTest(() => standIn.close());
  const DATA_DIR = demoDirectory();
  const server = await startReady({ DATA_DIR, ...standIn.env });
  const { sql } = ownerDatabase(DATA_DIR);
  const { token } = readDemo(DATA_DIR);
  const leases = () => sql`select pid from pg_locks where locktype = 'advisory' and granted`;
  const terminate = (pids: postgres.PendingQuery<postgres.Row[]>) =>
    sql`select pg_terminate_backend(pid) from (${pids}) as at`;
  for (let round = 0; round < 6; round += 1) {
    await until("a lease", async () => (await leases()).length === 1);
    const asked = Promise.all(Array.from({ length: 4 }, () => api(server, token, "/me")));
    await terminate(leases());
    await sleep(round); // the worker stops because of that; then the other connections break too
    await terminate(sql`select pid from pg_stat_activity where usename = 'leadvibe_app'`);
    for (const { status } of await asked) expect([200, 503]).toContain(status);
  }
  let tries = 0;
  const invite = async () => (await api(server, token, "/members", person(`after${tries++}@example.com`))).status;
  await until("a member to be added", async () => (await invite()) === 200); // the pool may be still noticing the break
  await until("the mail to be sent", () => standIn.accepted.length > 0);
  server.child.kill("SIGTERM");
  expect(await server.exited).toBe(0);
});
