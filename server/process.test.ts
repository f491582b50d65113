import fs from "node:fs";
import http from "node:http";
import net from "node:net";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { auditKey } from "@/testing/audit-key";
import { openCollector } from "@/testing/collector";
import { freePort, type Launched, launch, temporaryDataDirectory, until } from "@/testing/launch";
import {
  afterTest,
  api,
  dataDirectory,
  ownerDatabase,
  readDemo,
  run,
  SLOW,
  startReady,
  stopsCleanly,
  unitNames,
} from "@/testing/process";
import { openRelay } from "@/testing/relay";

const modeOf = (file: string) => fs.statSync(file).mode & 0o777;

test("a taken port is reported in one sentence, before any database is touched", { timeout: SLOW }, async () => {
  const DATA_DIR = dataDirectory();
  const holder = net.createServer();
  const PORT = String(await freePort());
  await new Promise<void>((resolve) => holder.listen(Number(PORT), "127.0.0.1", resolve));
  afterTest(() => holder.close());
  const server = await run("start", { DATA_DIR, PORT });
  expect(await server.exited).toBe(1);
  expect(server.stderr()).toBe(`Port ${PORT} on 127.0.0.1 is taken; stop what uses it, or set PORT to another.\n`);
  expect(fs.readdirSync(DATA_DIR)).toEqual([]);
});

test("a bad environment or database URL is reported in one sentence without the password", {
  timeout: SLOW,
}, async () => {
  const secret = "Sup3rSecret";
  const keys = { NEXTAUTH_SECRET: "a key for tests, long enough to be accepted", AUDIT_KEY: auditKey };
  const cases: [Record<string, string>, RegExp][] = [
    [{ DATABASE_URL: `mysql://u:${secret}@db/x` }, /^Correct these environment variables .*DATABASE_URL.*\n$/],
    [
      { DATABASE_URL: `postgres://u:${secret}@127.0.0.1:1/x`, DATABASE_WAIT: "off", ...keys },
      /^DATABASE_URL: the database at 127\.0\.0\.1:1 cannot be reached .*\n$/,
    ],
    [
      { MIGRATION_DATABASE_URL: `postgres://u:${secret}@127.0.0.1:1/x` },
      /^MIGRATION_DATABASE_URL is set and DATABASE_URL is not.*\n$/,
    ],
    [{ PORT: "0" }, /^Correct these environment variables .*PORT.*\n$/],
  ];
  for (const [env, sentence] of cases) {
    const DATA_DIR = dataDirectory();
    const server = await run("start", { DATA_DIR, ...env });
    expect(await server.exited).toBe(1);
    expect(server.stderr()).toMatch(sentence);
    expect(server.stderr() + server.stdout()).not.toContain(secret);
    expect(fs.readdirSync(DATA_DIR)).toEqual([]);
  }
});

describe("a first start", () => {
  const { directory, remove } = temporaryDataDirectory();
  let server: Launched;
  let metricsPort: number;
  let demo: ReturnType<typeof readDemo>;

  beforeAll(async () => {
    metricsPort = await freePort();
    server = await launch("start", { DATA_DIR: directory, METRICS_PORT: String(metricsPort), LOG_LEVEL: "info" });
    await server.ready();
    demo = readDemo(directory);
  }, SLOW);
  afterAll(async () => {
    server.child.kill("SIGKILL");
    await server.exited;
    remove();
  });

  test("serves, creates the demo, and reveals no secret", async () => {
    await until("the banner", () => server.stdout().includes(server.url.replace("127.0.0.1", "localhost")));
    expect(demo.url).toBe(`http://localhost:${server.port}`);
    for (const file of ["demo.json", "secrets.json", "owner.json", "postgres.log"]) {
      expect(modeOf(path.join(directory, file)), file).toBe(0o600);
    }
    expect(modeOf(directory) & 0o007).toBe(0);
    expect(await unitNames(server, demo.token)).toEqual([
      "Default",
      "Americas",
      "APAC Sales",
      "EMEA Sales",
      "Partner Success",
    ]);
    const members = z
      .array(z.object({ role: z.string() }))
      .parse(await (await api(server, demo.token, "/members")).json());
    expect(members.length).toBe(40);
    expect(new Set(members.map((member) => member.role))).toEqual(new Set(["admin", "editor", "viewer"]));
    for (const secret of [
      demo.token,
      demo.password,
      JSON.parse(fs.readFileSync(path.join(directory, "secrets.json"), "utf8")).app_password,
    ]) {
      expect(server.stdout() + server.stderr()).not.toContain(secret);
    }
  });

  test("a request that offers an upgrade is answered like any other", async () => {
    const offer = "Host: x\r\nConnection: Upgrade, close\r\nUpgrade: h2c";
    await fetch(server.url); // after its first request Next would listen for upgrades
    expect(await exchange(server.port, `GET /healthz HTTP/1.1\r\n${offer}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200 /);
    expect(await exchange(server.port, `GET /docs HTTP/1.1\r\n${offer}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200 /);
  });

  test("its metrics say what it does, pages, pool, disk and event loop included", async () => {
    await (await fetch(`${server.url}/sign-in`)).text();
    await exchange(server.port, "NONSENSE\r\n\r\n");
    const text = await (await fetch(`http://127.0.0.1:${metricsPort}/metrics`)).text();
    for (const one of [
      'leadvibe_request_duration_seconds_count{operation="page",status="2xx"}',
      'leadvibe_request_duration_seconds_count{operation="getReadiness",status="2xx"}',
      'leadvibe_unreadable_requests_total{code="malformed_request"}',
      'leadvibe_database_connections{state="idle"}',
      'leadvibe_event_loop_delay_seconds{quantile="0.99"}',
      'leadvibe_queue_jobs{task="seal_audit_logs",state="later"}',
      "leadvibe_disk_free_bytes",
      "process_resident_memory_bytes",
    ]) {
      expect(text).toContain(`\n${one} `);
    }
    expect(text).toMatch(/^leadvibe_database_up 1$/m);
  });

  test("a server and a worker whose database is not there wait for it, and serve when it comes", {
    timeout: SLOW,
  }, async () => {
    const { sql, secrets } = ownerDatabase(directory);
    await sql`create database later`;
    const relay = await openRelay(sql.options.port[0] ?? 0);
    afterTest(relay.cut);
    await relay.cut();
    const [owner = "", app = "", NEXTAUTH_SECRET = "", AUDIT_KEY = ""] = secrets;
    const urlOf = (role: string, password: string) => `postgres://${role}:${password}@127.0.0.1:${relay.port}/later`;
    const env = { DATABASE_URL: urlOf("leadvibe_app", app), NEXTAUTH_SECRET, AUDIT_KEY, LOG_LEVEL: "info" };
    const collector = await openCollector();
    afterTest(collector.close);
    const tracing = { OTEL_EXPORTER_OTLP_ENDPOINT: collector.url, OTEL_TRACES_SAMPLER_ARG: "1" };
    const migrating = { MIGRATION_DATABASE_URL: urlOf("postgres", owner) };
    const waiting = await run("start", { ...env, ...tracing, ...migrating });
    const statusOf = async (path: string) => (await fetch(waiting.url + path).catch(() => undefined))?.status;
    await until("it to say so", () => waiting.stdout().includes("Waiting for it."));
    expect([await statusOf("/healthz"), await statusOf("/readyz"), await statusOf("/me")]).toEqual([200, 503, 503]);
    await relay.mend();
    await waiting.ready();
    expect(await statusOf("/me")).toBe(401);

    await (await fetch(`${waiting.url}/sign-in`)).text();
    const spans = (name: string) => collector.spans.filter((one) => one.name === name);
    await until("its traces", () => spans("page").length > 0 && spans("getReadiness").length > 0);
    const served = spans("getReadiness").at(-1);
    expect(spans("database").map(({ parentSpanId }) => parentSpanId)).toContain(served?.spanId);
    const { traceId: trace_id, spanId: span_id } = served ?? {};
    await until("its log to name them", () =>
      waiting.stdout().includes(`"trace_id":"${trace_id}","span_id":"${span_id}"`),
    );

    await relay.cut(); // a worker migrates nothing, so its turn to wait comes after the server's
    const worker = await run("worker", env);
    await until("it to say so", () => worker.stdout().includes("Waiting for it."));
    await relay.mend();
    await until("the worker to work", () => worker.stdout().includes('"working"'));
    expect(waiting.stdout() + worker.stdout()).not.toContain(app);
  });

  test.each([
    ["NONSENSE\r\n\r\n", 400],
    [`GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: ${"a".repeat(20_000)}\r\n\r\n`, 431],
  ])("a message that is not an HTTP request is refused with a problem: %.10s", async (sent, status) => {
    expect(await exchange(server.port, sent)).toMatch(
      new RegExp(`^HTTP/1\\.1 ${status} [^]*Content-Type: application/problem\\+json[^]*"status":${status}`),
    );
  });

  test("on a signal, requests in flight are finished, new ones are refused, and one that never ends delays nothing", async () => {
    const { token } = demo;
    const headers = { Authorization: `Bearer ${token}`, "Content-Type": "application/json" };
    const stuck = net.connect(server.port, "127.0.0.1").on("error", () => {});
    const lines = Object.entries({ Host: "x", ...headers, "Content-Length": 100 }).map(
      ([name, value]) => `${name}: ${value}`,
    );
    stuck.write(`POST /org-units HTTP/1.1\r\n${lines.join("\r\n")}\r\n\r\n{`);
    const body = JSON.stringify({ name: "In flight" });
    const agent = new http.Agent({ keepAlive: true });
    const request = http.request(`${server.url}/org-units`, {
      method: "POST",
      headers: { ...headers, "Content-Length": body.length },
      agent,
    });
    const answered = new Promise<number | undefined>((resolve, reject) => {
      request
        .on("response", (response) => response.resume().once("end", () => resolve(response.statusCode)))
        .on("error", reject);
    });
    request.write(body.slice(0, 5));
    await until("the request to have arrived", () => (request.socket?.bytesWritten ?? 0) > 0);
    const idle = net.connect(server.port, "127.0.0.1").on("error", () => {}); // a reset counts as a close
    await new Promise((resolve) => idle.once("connect", resolve));
    await api(server, token, "/me"); // sent later, so the others have arrived
    const stopped = stopsCleanly(server, directory, "SIGTERM");
    const refusesMore = () =>
      fetch(`${server.url}/healthz`).then(
        () => false,
        () => true,
      );
    await until("the port to close", refusesMore, 10);
    request.end(body.slice(5));
    expect(await answered).toBe(201);
    await stopped;
    agent.destroy();
    idle.destroy();
    stuck.destroy();
  });

  test("the next start finds the same demo, and stops cleanly on the other signal", { timeout: SLOW }, async () => {
    const again = await startReady({ DATA_DIR: directory });
    expect(readDemo(directory)).toEqual(demo);
    await stopsCleanly(again, directory, "SIGINT");
  });
});

function exchange(port: number, sent: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = "";
    const socket = net.connect(port, "127.0.0.1", () => void socket.write(sent));
    socket.setEncoding("utf8").on("data", (chunk: string) => (received += chunk));
    socket.once("error", reject).once("close", () => resolve(received));
  });
}
