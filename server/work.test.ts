import postgres from "postgres";
import { afterAll, beforeAll, expect, test, vi } from "vitest";
import { withScope } from "@/db/scope";
import { closeDatabase } from "@/db/system";
import type { Actor } from "@/domain/access/actor";
import { actorFromRow } from "@/domain/access/mint";
import { queueMail } from "@/domain/mail/queue-mail";
import { createOrganization } from "@/domain/organizations/operations";
import { provideEnv } from "@/lib/env";
import { renderMetrics } from "@/lib/metric-registry";
import { traced } from "@/lib/tracing";
import { auditKey } from "@/testing/audit-key";
import { openCollector } from "@/testing/collector";
import { temporaryDataDirectory, until } from "@/testing/launch";
import { copyDemo } from "@/testing/process";
import { hang, tooMany } from "@/testing/resend-behaviours";
import { openResendStandIn, type ResendStandIn } from "@/testing/resend-stand-in";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "./embedded-postgres";
import { schedule } from "./tasks";
import { startTracing } from "./tracing";
import { work } from "./worker";

// The worker runs in this process, on a separate database without other tests' jobs or other workers.

let database: EmbeddedPostgres;
let sql: postgres.Sql;
let standIn: ResendStandIn;
let admin: Actor;
const cleanups: (() => unknown)[] = [];

beforeAll(async () => {
  const { directory, remove } = temporaryDataDirectory();
  cleanups.push(remove);
  copyDemo(directory);
  database = await startEmbeddedPostgres({ dataDirectory: directory, purpose: "server" });
  cleanups.push(() => database.stop());
  sql = postgres(database.ownerUrl, { max: 2, onnotice: () => {} });
  cleanups.push(() => sql.end({ timeout: 1 }));
  standIn = await openResendStandIn();
  cleanups.push(() => standIn.close());
  const NEXTAUTH_SECRET = "a key for tests, long enough to be accepted";
  provideEnv({
    ...standIn.env,
    DATABASE_URL: database.appUrl,
    NEXTAUTH_SECRET,
    AUDIT_KEY: auditKey,
    LOG_LEVEL: "silent",
    WORKER_CONCURRENCY: "1",
  });
  cleanups.push(closeDatabase);
  const person = {
    first_name: "Ada",
    last_name: "Lovelace",
    email: "ada@acme.test",
    password: "correct horse battery",
  };
  const { org_id, org_member_id } = await createOrganization({ name: "Acme", admin: person });
  admin = actorFromRow({ org_id, org_member_id, role: "admin", ou_roles: null });
});
afterAll(async () => {
  for (const clean of cleanups.reverse()) await clean();
});

/** Queues `count` mails in one transaction, with a fresh budget (contract §11). */
async function queue(count: number): Promise<void> {
  await sql`delete from mail_budgets`;
  const mail = { kind: "password_changed" as const, memberId: admin.memberId, facts: { at: "2026-11-21T21:50:00Z" } };
  await withScope(admin, async (tx) => {
    for (let n = 0; n < count; n += 1) await queueMail(tx, admin, mail);
  });
}
const sentCount = async () => (await sql`select from messages where status = 'sent'`).length;

/** Runs a worker until `done`, then stops it. */
async function working(done: () => Promise<void>): Promise<void> {
  const stop = new AbortController();
  const ended = work(stop.signal);
  try {
    await done();
  } finally {
    stop.abort();
    await ended;
  }
}

test("a 429 pauses the whole queue until the time that it names", async () => {
  await queue(5);
  standIn.next(tooMany(1));
  await working(() => until("all to be sent", async () => (await sentCount()) === 5));
  expect(standIn.calls).toHaveLength(6);
  const [refused, next] = standIn.calls;
  expect((next?.receivedAtMs ?? 0) - (refused?.receivedAtMs ?? 0)).toBeGreaterThan(900); // measured with another clock, so not exactly 1,000
  expect(await sql`select attempts, count(*)::int from messages group by 1 order by 1`).toMatchObject([
    { attempts: 1, count: 4 },
    { attempts: 2, count: 1 },
  ]);
});

test("a job and its mail continue the trace of what queued them, and are counted", async () => {
  const collector = await openCollector();
  provideEnv({ OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_TRACES_SAMPLER_ARG: "1" });
  const ends: (() => Promise<void>)[] = [];
  await startTracing({ atEnd: (end) => void ends.push(() => end(1)) });
  const before = await sentCount();
  await traced({ name: "cause", kind: "server" }, () => queue(1));
  await working(() => until("it to be sent", async () => (await sentCount()) === before + 1));
  for (const end of ends) await end();
  collector.close();
  provideEnv({ OTEL_EXPORTER_OTLP_ENDPOINT: "" });
  const span = (name: string) => collector.spans.find((one) => one.name === name);
  expect(span("job send_mail")?.traceId).toBe(span("cause")?.traceId);
  expect(span("mail")).toMatchObject({ traceId: span("cause")?.traceId, parentSpanId: span("job send_mail")?.spanId });
  for (const secret of ["ada@", "Lovelace", "Acme", standIn.key]) expect(collector.text()).not.toContain(secret);
  expect(renderMetrics()).toMatch(/^leadvibe_job_duration_seconds_count\{task="send_mail",result="done"\} [1-9]/m);
  expect(renderMetrics()).toMatch(/^leadvibe_mails_total\{status="sent"\} [1-9]/m);
});

test("a hanging provider is given up after ten seconds, and the mail is sent later", async () => {
  await queue(1);
  const [before, calls] = [await sentCount(), standIn.calls.length];
  standIn.next(hang);
  const timeout = AbortSignal.timeout.bind(AbortSignal);
  const limits = vi.spyOn(AbortSignal, "timeout").mockImplementation((ms) => timeout(ms / 50)); // makes time-outs 50 times shorter
  await working(async () => {
    await until(
      "the time-out to be noted",
      async () => (await sql`select from messages where reason = 'timeout'`).length === 1,
    );
    await sql`update graphile_worker._private_jobs set run_at = now()`;
    await until("the mail to be sent", async () => (await sentCount()) === before + 1);
  });
  expect(limits).toHaveBeenCalledWith(10_000);
  limits.mockRestore();
  expect(standIn.calls).toHaveLength(calls + 2);
  expect(new Set(standIn.accepted.map(({ idempotencyKey }) => idempotencyKey)).size).toBe(standIn.accepted.length);
});

test("keys older than a day are forgotten with their answers, on the worker's schedule", async () => {
  await sql`insert into idempotency_keys (org_id, key, org_member_id, fingerprint, created_at)
    select ${admin.orgId}, 'key ' || n, ${admin.memberId}, repeat('0', 64), now() - n * interval '1 minute'
      from generate_series(1200, 3700) n`;
  expect(schedule.map(({ task }) => task)).toContain("forget_keys");
  await sql`select graphile_worker.add_job('forget_keys')`;
  const left = () =>
    sql`select max(now() - created_at) < interval '1 day' as young, count(*)::int from idempotency_keys`;
  await working(() => until("them to be gone", async () => (await left())[0]?.young === true));
  expect((await left())[0]?.count).toBeGreaterThan(230);
});

const leases = () => sql<{ pid: number }[]>`select pid from pg_locks where locktype = 'advisory' and granted`;

test("a worker whose lease breaks starts again with a new one", async () => {
  const before = await sentCount();
  await working(async () => {
    await until("a lease", async () => (await leases()).length === 1);
    const [first] = await leases();
    await sql`select pg_terminate_backend(${first?.pid ?? 0})`;
    await until("another lease", async () => {
      const [second] = await leases();
      return second !== undefined && second.pid !== first?.pid;
    });
    await queue(1);
    await until("the mail to be sent", async () => (await sentCount()) === before + 1);
  });
  await until("no lease", async () => (await leases()).length === 0); // Postgres releases it a moment after the client
});

test("failures while it stops are written only to the log", async () => {
  const written = vi.spyOn(console, "trace").mockImplementation(() => {});
  const stop = new AbortController();
  const ended = work(stop.signal);
  await until("a lease", async () => (await leases()).length === 1);
  await sql`select`; // postgres.js reserves no connection that it has not opened yet
  const blocking = await sql.reserve();
  await blocking`begin`;
  await blocking`lock table graphile_worker._private_jobs in access exclusive mode`;
  const asking = () => sql<{ pid: number }[]>`select pid from pg_locks where not granted
    and relation = 'graphile_worker._private_jobs'::regclass and pid not in (select pid from pg_locks where locktype = 'advisory')`;
  await until("it to ask for a job", async () => (await asking()).length > 0);
  stop.abort();
  for (const { pid } of await asking()) await sql`select pg_terminate_backend(${pid})`;
  await blocking`rollback`;
  blocking.release();
  await ended;
  expect(written).not.toHaveBeenCalled();
  written.mockRestore();
});

test("a signal stops the worker at any point", async () => {
  for (const turns of [0, 1, 5, 20, 100]) {
    const stop = new AbortController();
    const ended = work(stop.signal);
    for (let turn = 0; turn < turns; turn += 1) await sql`select`; // each turn lets it get a little further
    stop.abort();
    await ended;
  }
  await until("no lease", async () => (await leases()).length === 0);
});

test("a worker continues when a database that went away is back", async () => {
  const before = await sentCount();
  await working(async () => {
    await until(
      "its connections",
      async () => (await sql`select from pg_stat_activity where usename = 'leadvibe_app'`).length > 2,
    );
    await sql`select pg_terminate_backend(pid) from pg_stat_activity where usename = 'leadvibe_app'`;
    await until("its pool to notice", async () => {
      await queue(1).catch(() => {});
      return (await sql`select from messages where status = 'queued'`).length > 0 || (await sentCount()) > before;
    });
    await until("all to be sent", async () => (await sql`select from messages where status = 'queued'`).length === 0);
  });
  expect(await sentCount()).toBeGreaterThan(before);
});
