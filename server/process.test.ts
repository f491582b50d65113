import fs from "node:fs";
import http from "node:http";
import net from "node:net";
import path from "node:path";
import { afterEach, expect, test } from "vitest";
import { z } from "zod";
import { startEmbeddedPostgres } from "./embedded-postgres";
import { freePort, type Launched, launch, temporaryDataDirectory, until } from "./launch-for-test";
import { readPidFile } from "./postmaster";
import { isAlive } from "./process-identity";

const SLOW = 240_000; // a first start may have to run `next build`
const Demo = z.object({ email: z.string(), password: z.string(), token: z.string(), unit_id: z.string() });
const Made = z.strictObject({
  org_id: z.string().startsWith("org_"),
  unit_id: z.string().startsWith("unit_"),
  org_member_id: z.string().startsWith("mem_"),
  email: z.string(),
  password: z.string().min(12),
  token: z.string().startsWith("lv_pat_"),
});

const running: Launched[] = [];
const cleanups: (() => unknown)[] = [];

afterEach(async () => {
  for (const { child, exited } of running.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
    await exited;
  }
  for (const clean of cleanups.splice(0).reverse()) await clean();
});

function dataDirectory(): string {
  const { directory, remove } = temporaryDataDirectory();
  cleanups.push(remove, () => postmasterPid(directory) && process.kill(postmasterPid(directory), "SIGQUIT"));
  return directory;
}

async function run(command: string, env: Record<string, string>, args: string[] = []): Promise<Launched> {
  const launched = await launch(command, env, args);
  running.push(launched);
  return launched;
}

async function startReady(env: Record<string, string>): Promise<Launched> {
  const server = await run("start", env);
  await server.ready();
  return server;
}

/** The live postmaster of the data directory's cluster, or 0. */
function postmasterPid(directory: string): number {
  const pid = readPidFile(path.join(directory, "cluster"))?.pid ?? 0;
  return pid && isAlive(pid) ? pid : 0;
}

const readDemo = (directory: string) =>
  Demo.parse(JSON.parse(fs.readFileSync(path.join(directory, "demo.json"), "utf8")));
const modeOf = (file: string) => fs.statSync(file).mode & 0o777;
const person = ["--email", "ada@acme.test", "--first-name", "Ada", "--last-name", "Lovelace"];

async function api(server: Launched, token: string, target: string, body?: unknown) {
  const headers = { Authorization: `Bearer ${token}`, ...(body ? { "Content-Type": "application/json" } : {}) };
  return fetch(`${server.url}${target}`, body ? { method: "POST", headers, body: JSON.stringify(body) } : { headers });
}

async function unitNames(server: Launched, token: string): Promise<string[]> {
  const units = z.array(z.object({ name: z.string() })).parse(await (await api(server, token, "/org-units")).json());
  return units.map((unit) => unit.name);
}

async function stopsInOrder(server: Launched, directory: string, signal: "SIGTERM" | "SIGINT"): Promise<void> {
  const postmaster = postmasterPid(directory);
  const begun = Date.now();
  server.child.kill(signal);
  expect(await server.exited).toBe(0);
  expect(Date.now() - begun).toBeLessThan(10_000);
  expect(postmaster).toBeGreaterThan(0);
  expect(isAlive(postmaster)).toBe(false);
  expect(fs.existsSync(path.join(directory, "owner.json"))).toBe(false);
}

test("a first start serves, makes the demo, keeps its secrets to itself, and stops in order", {
  timeout: SLOW,
}, async () => {
  const DATA_DIR = dataDirectory();
  const server = await startReady({ DATA_DIR, LOG_LEVEL: "info" });
  await until("the banner", () => server.stdout().includes(server.url.replace("127.0.0.1", "localhost")));
  const demo = readDemo(DATA_DIR);
  for (const file of ["demo.json", "secrets.json", "owner.json", "postgres.log"]) {
    expect(modeOf(path.join(DATA_DIR, file)), file).toBe(0o600);
  }
  expect(modeOf(DATA_DIR) & 0o007).toBe(0);
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
    JSON.parse(fs.readFileSync(path.join(DATA_DIR, "secrets.json"), "utf8")).app_password,
  ]) {
    expect(server.stdout() + server.stderr()).not.toContain(secret);
  }
  await stopsInOrder(server, DATA_DIR, "SIGTERM");
  const again = await startReady({ DATA_DIR });
  expect(readDemo(DATA_DIR)).toEqual(demo);
  await stopsInOrder(again, DATA_DIR, "SIGINT");
});

test("after a kill -9, of the server alone or of the database too, every acknowledged row is there", {
  timeout: SLOW,
}, async () => {
  const DATA_DIR = dataDirectory();
  const acknowledged: string[] = [];
  for (const withDatabase of [false, true]) {
    const server = await startReady({ DATA_DIR });
    const { token } = readDemo(DATA_DIR);
    const postmaster = postmasterPid(DATA_DIR);
    const enough = acknowledged.length + 25;
    const write = async () => {
      for (let n = 0; ; n += 1) {
        const name = `unit ${withDatabase} ${Math.random()} ${n}`;
        const response = await api(server, token, "/org-units", { name }).catch(() => undefined);
        if (response?.status !== 201) return;
        acknowledged.push(name);
      }
    };
    const writers = [write(), write(), write()];
    await until("some rows", () => acknowledged.length >= enough);
    server.child.kill("SIGKILL");
    if (withDatabase) process.kill(postmaster, "SIGKILL");
    await Promise.all([server.exited, ...writers]);
    expect(postmasterPid(DATA_DIR)).toBe(withDatabase ? 0 : postmaster);
  }
  const server = await startReady({ DATA_DIR });
  const names = new Set(await unitNames(server, readDemo(DATA_DIR).token));
  expect(acknowledged.filter((name) => !names.has(name))).toEqual([]);
  await stopsInOrder(server, DATA_DIR, "SIGTERM");
});

test("a first start killed while it makes the demo is finished by the next", { timeout: SLOW }, async () => {
  const DATA_DIR = dataDirectory();
  const killed = await run("start", { DATA_DIR });
  await until("the demo to begin", () => fs.existsSync(path.join(DATA_DIR, "demo.begun.json")), 180);
  killed.child.kill("SIGKILL");
  await killed.exited;
  const server = await startReady({ DATA_DIR });
  const { token } = readDemo(DATA_DIR);
  expect((await unitNames(server, token)).length).toBe(5);
  expect(z.array(z.unknown()).parse(await (await api(server, token, "/members")).json()).length).toBe(40);
  expect(fs.existsSync(path.join(DATA_DIR, "demo.begun.json"))).toBe(false);
});

test("of two servers on one data directory one serves and the other says who has it", { timeout: SLOW }, async () => {
  const DATA_DIR = dataDirectory();
  const servers = await Promise.all([run("start", { DATA_DIR }), run("start", { DATA_DIR })]);
  const loser = await Promise.race(servers.map(async (server) => ({ server, code: await server.exited })));
  const winner = servers.find((server) => server !== loser.server);
  await winner?.ready();
  expect(loser.code).toBe(1);
  expect(loser.server.stderr().trim()).toMatch(
    new RegExp(`^The data directory .* is in use by the server with pid ${winner?.child.pid};[^\\n]*$`, "m"),
  );
});

test("a taken port is one sentence, and no database is touched for it", { timeout: SLOW }, async () => {
  const DATA_DIR = dataDirectory();
  const holder = net.createServer();
  const PORT = String(await freePort());
  await new Promise<void>((resolve) => holder.listen(Number(PORT), "127.0.0.1", resolve));
  cleanups.push(() => holder.close());
  const server = await run("start", { DATA_DIR, PORT });
  expect(await server.exited).toBe(1);
  expect(server.stderr()).toBe(`Port ${PORT} on 127.0.0.1 is taken; stop what uses it, or set PORT to another.\n`);
  expect(fs.readdirSync(DATA_DIR)).toEqual([]);
});

test("a bad environment or database URL is one sentence without the password", { timeout: SLOW }, async () => {
  const secret = "Sup3rSecret";
  const cases: [Record<string, string>, RegExp][] = [
    [{ DATABASE_URL: `mysql://u:${secret}@db/x` }, /^Set these environment variables right .*DATABASE_URL.*\n$/],
    [
      { DATABASE_URL: `postgres://u:${secret}@127.0.0.1:1/x` },
      /^DATABASE_URL: the database at 127\.0\.0\.1:1 cannot be reached .*\n$/,
    ],
    [
      { MIGRATION_DATABASE_URL: `postgres://u:${secret}@127.0.0.1:1/x` },
      /^MIGRATION_DATABASE_URL is set and DATABASE_URL is not.*\n$/,
    ],
    [{ PORT: "0" }, /^Set these environment variables right .*PORT.*\n$/],
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

test("with a database of one's own: migrations, no demo, no embedded one", { timeout: SLOW }, async () => {
  const own = await startEmbeddedPostgres({ dataDirectory: dataDirectory(), purpose: "server" });
  cleanups.push(() => own.stop());
  const DATA_DIR = dataDirectory();
  const urls = { DATABASE_URL: own.appUrl, MIGRATION_DATABASE_URL: own.ownerUrl };
  const early = await run("start", { DATA_DIR, DATABASE_URL: own.ownerUrl });
  expect(await early.exited).toBe(1);
  expect(early.stderr()).toMatch(/^The role "postgres" in DATABASE_URL could read past the organizations' walls/);
  const server = await startReady({ DATA_DIR, ...urls });
  expect(fs.readdirSync(DATA_DIR)).toEqual([]);
  const command = await run("org-create", { DATA_DIR, DATABASE_URL: own.appUrl }, ["--name", "Acme", ...person]);
  expect(await command.exited).toBe(0);
  expect(await unitNames(server, Made.parse(JSON.parse(command.stdout())).token)).toEqual(["Default"]);
  server.child.kill("SIGTERM");
  expect(await server.exited).toBe(0);
});

test("org:create works without a server, beside one, and while one starts", { timeout: SLOW }, async () => {
  const DATA_DIR = dataDirectory();
  const alone = await run("org-create", { DATA_DIR, ORG_ADMIN_PASSWORD: "a long enough phrase" }, [
    "--name",
    "Alone",
    ...person,
  ]);
  expect(await alone.exited, alone.stderr()).toBe(0);
  expect(postmasterPid(DATA_DIR)).toBe(0);
  const made = Made.parse(JSON.parse(alone.stdout()));
  expect(made).toMatchObject({ email: "ada@acme.test", password: "a long enough phrase" });
  expect(alone.stdout().trimEnd()).not.toContain("\n");

  const [during, server] = await Promise.all([
    run("org-create", { DATA_DIR }, ["--name", "During", ...person]),
    run("start", { DATA_DIR }),
  ]);
  await server.ready();
  expect(await during.exited, during.stderr()).toBe(0);
  const beside = await run("token-create", { DATA_DIR }, ["--email", "ADA@acme.test", "--org", made.org_id]);
  expect(await beside.exited, beside.stderr()).toBe(0);
  expect(await unitNames(server, z.object({ token: z.string() }).parse(JSON.parse(beside.stdout())).token)).toEqual([
    "Default",
  ]);
  expect(postmasterPid(DATA_DIR)).toBeGreaterThan(0);
  expect(fs.existsSync(path.join(DATA_DIR, "demo.json"))).toBe(false); // the database was not empty

  for (const [args, code, sentence] of [
    [["--email", "ada@acme.test"], 1, /several organizations; add --org with one of org_/],
    [["--email", "nobody@acme.test"], 1, /^No member has the e-mail address nobody@acme\.test\.\n$/],
    [["--mail", "ada@acme.test"], 2, /Unknown option '--mail'/],
    [[], 2, /^--email is missing\./],
  ] as const) {
    const refused = await run("token-create", { DATA_DIR }, [...args]);
    expect(await refused.exited).toBe(code);
    expect(refused.stderr()).toMatch(sentence);
    expect(refused.stdout()).toBe("");
  }
});

test("a request in flight is finished before the end, and no new one is taken", { timeout: SLOW }, async () => {
  const DATA_DIR = dataDirectory();
  const server = await startReady({ DATA_DIR });
  const body = JSON.stringify({ name: "In flight" });
  const headers = {
    Authorization: `Bearer ${readDemo(DATA_DIR).token}`,
    "Content-Type": "application/json",
    "Content-Length": body.length,
  };
  const agent = new http.Agent({ keepAlive: true });
  const request = http.request(`${server.url}/org-units`, { method: "POST", headers, agent });
  const answered = new Promise<number | undefined>((resolve, reject) => {
    request
      .on("response", (response) => response.resume().once("end", () => resolve(response.statusCode)))
      .on("error", reject);
  });
  request.write(body.slice(0, 5));
  await until(
    "the request to have arrived",
    () => request.socket?.bytesWritten !== undefined && request.socket.bytesWritten > 0,
  );
  const idle = net.connect(server.port, "127.0.0.1");
  await new Promise((resolve) => idle.once("connect", resolve));
  const begun = Date.now();
  server.child.kill("SIGTERM");
  await until(
    "the port to close",
    () =>
      fetch(`${server.url}/healthz`).then(
        () => false,
        () => true,
      ),
    10,
  );
  request.end(body.slice(5));
  expect(await answered).toBe(201);
  expect(await server.exited).toBe(0);
  expect(Date.now() - begun).toBeLessThan(10_000);
  agent.destroy();
  idle.destroy();
});

test("a request that never ends cannot hold up the end", { timeout: SLOW }, async () => {
  const DATA_DIR = dataDirectory();
  const server = await startReady({ DATA_DIR });
  const stuck = net.connect(server.port, "127.0.0.1").on("error", () => {});
  const head = `Host: x\r\nAuthorization: Bearer ${readDemo(DATA_DIR).token}\r\nContent-Type: application/json\r\nContent-Length: 100`;
  stuck.write(`POST /org-units HTTP/1.1\r\n${head}\r\n\r\n{`);
  await api(server, readDemo(DATA_DIR).token, "/me"); // sent later, so the other has arrived
  await stopsInOrder(server, DATA_DIR, "SIGTERM");
  stuck.destroy();
});

test("what is no HTTP request is refused as a problem", { timeout: SLOW }, async () => {
  const server = await startReady({ DATA_DIR: dataDirectory() });
  const cases: [string, number][] = [
    ["NONSENSE\r\n\r\n", 400],
    [`GET /healthz HTTP/1.1\r\nHost: x\r\nX-Long: ${"a".repeat(20_000)}\r\n\r\n`, 431],
    ["GET /healthz HTTP/1.1\r\nHost: x\r\n", 408], // the headers never end
  ];
  const answers = await Promise.all(cases.map(([sent]) => exchange(server.port, sent)));
  for (const [place, [, status]] of cases.entries()) {
    expect(answers[place]).toMatch(
      new RegExp(`^HTTP/1\\.1 ${status} [^]*Content-Type: application/problem\\+json[^]*"status":${status}`),
    );
  }
});

function exchange(port: number, sent: string): Promise<string> {
  return new Promise((resolve, reject) => {
    let received = "";
    const socket = net.connect(port, "127.0.0.1", () => void socket.write(sent));
    socket.setEncoding("utf8").on("data", (chunk: string) => (received += chunk));
    socket.once("error", reject).once("close", () => resolve(received));
  });
}

test("when its database ends by itself, the server says so and ends non-zero", { timeout: SLOW }, async () => {
  const DATA_DIR = dataDirectory();
  const server = await startReady({ DATA_DIR });
  process.kill(postmasterPid(DATA_DIR), "SIGKILL");
  expect(await server.exited).toBe(1);
  expect(server.stdout()).toContain("The embedded database has ended by itself");
  await startReady({ DATA_DIR });
});
