import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { expect, test } from "vitest";
import { type Launched, until } from "@/testing/launch";
import {
  api,
  copyData,
  dataDirectory,
  demoDirectory,
  kill,
  memberCount,
  ownerDatabase,
  postmasterPid,
  readDemo,
  run,
  SLOW,
  startReady,
  stopsCleanly,
  unitNames,
} from "@/testing/process";
import { isAlive } from "./postmaster";

/** Creates an OU under a key. */
async function createUnit(server: Launched, token: string, name: string): Promise<Response | undefined> {
  const headers = {
    Authorization: `Bearer ${token}`,
    "Content-Type": "application/json",
    "Idempotency-Key": encodeURIComponent(name),
  };
  const sent = { method: "POST", headers, body: JSON.stringify({ name }) };
  return fetch(`${server.url}/org-units`, sent).catch(() => undefined);
}

/** Sends a request, and kills the server while its commit and those of the `writers` are written but not yet confirmed. */
async function killBeforeAnswer(server: Launched, DATA_DIR: string, name: string, writers: number): Promise<void> {
  const { sql } = ownerDatabase(DATA_DIR);
  const confirm = async (standby: string) => {
    await sql.unsafe(`alter system set synchronous_standby_names = '${standby}'`);
    await sql`select pg_reload_conf()`;
  };
  await confirm("nobody"); // so each commit waits to be confirmed
  const answer = createUnit(server, readDemo(DATA_DIR).token, name);
  const waiting = () => sql`select from pg_stat_activity where wait_event = 'SyncRep' and query = 'commit'`;
  await until("the commits to wait", async () => (await waiting()).length === writers + 1);
  await kill(server);
  expect(await answer).toBeUndefined();
  await confirm("");
  await until("the commits to end", async () => (await waiting()).length === 0);
}

test("every acknowledged row is there after a kill -9 of the server, with or without its database, and a repeated request has done its work once", {
  timeout: SLOW,
}, async () => {
  const DATA_DIR = demoDirectory();
  const sent: string[] = [];
  const acknowledged: string[] = [];
  for (const withDatabase of [false, true]) {
    const server = await startReady({ DATA_DIR });
    const { token } = readDemo(DATA_DIR);
    const postmaster = postmasterPid(DATA_DIR);
    const enough = acknowledged.length + 25;
    const write = async () => {
      for (let n = 0; ; n += 1) {
        const name = `unit ${withDatabase} ${Math.random()} ${n}`;
        sent.push(name);
        const response = await createUnit(server, token, name);
        if (response?.status !== 201) return;
        acknowledged.push(name);
      }
    };
    const writers = [write(), write(), write()];
    await until("some rows", () => acknowledged.length >= enough);
    if (withDatabase) {
      server.child.kill("SIGKILL");
      process.kill(postmaster, "SIGKILL");
    } else await killBeforeAnswer(server, DATA_DIR, "committed and unanswered", writers.length);
    await Promise.all([server.exited, ...writers]);
    if (withDatabase) await until("the database to end", () => !isAlive(postmaster));
    expect(postmasterPid(DATA_DIR)).toBe(withDatabase ? 0 : postmaster);
  }
  const server = await startReady({ DATA_DIR });
  const { token } = readDemo(DATA_DIR);
  const names = new Set(await unitNames(server, token));
  expect(acknowledged.filter((name) => !names.has(name))).toEqual([]);

  const first = await createUnit(server, token, "committed and unanswered");
  expect([first?.status, first?.headers.get("idempotency-replayed")]).toEqual([201, "true"]);
  for (const name of sent) expect((await createUnit(server, token, name))?.status, name).toBe(201);
  const all = await unitNames(server, token);
  expect(sent.map((name) => all.filter((one) => one === name).length)).toEqual(sent.map(() => 1));
  await stopsCleanly(server, DATA_DIR, "SIGTERM");
});

test("a signal at any step of a first start stops it cleanly; one that is killed is finished by the next, and of two that try to, one serves and the other names it", {
  timeout: SLOW,
}, async () => {
  const [DATA_DIR, other] = [dataDirectory(), dataDirectory()];
  const signalAt = async (step: string, signal: NodeJS.Signals, directory: string) => {
    const server = await run("start", { DATA_DIR: directory });
    await until(step, () => fs.readdirSync(directory).some((name) => name.startsWith(step)), 180);
    server.child.kill(signal);
    return server.exited;
  };
  const stopsAt = async (step: string, directory = DATA_DIR) => {
    expect(await signalAt(step, "SIGTERM", directory), step).toBe(0);
    expect(postmasterPid(directory), step).toBe(0);
    expect(fs.existsSync(path.join(directory, "owner.json")), step).toBe(false);
  };
  for (const step of ["cluster.draft-", "owner.json", "postgres.log"]) await stopsAt(step); // only the second is removed again
  copyData(DATA_DIR, other, "secrets.json");
  await stopsAt("demo.begun.json", other);

  expect(await signalAt("demo.begun.json", "SIGKILL", DATA_DIR)).toBe(-1);
  const servers = await Promise.all([run("start", { DATA_DIR }), run("start", { DATA_DIR })]);
  const loser = await Promise.race(servers.map(async (server) => ({ server, code: await server.exited })));
  const winner = servers.find((server) => server !== loser.server) as Launched;
  await winner.ready();
  expect(loser.code).toBe(1);
  expect(loser.server.stderr().trim()).toMatch(
    new RegExp(`^The data directory .* is in use by the server with pid ${winner.child.pid};[^\\n]*$`, "m"),
  );
  const { token } = readDemo(DATA_DIR);
  expect((await unitNames(winner, token)).length).toBe(5);
  expect(await memberCount(winner, token)).toBe(40);
  expect(fs.existsSync(path.join(DATA_DIR, "demo.begun.json"))).toBe(false);
});

test("a database that crashes is started again, no acknowledged row is lost, and while it cannot be started a signal stops the server cleanly", {
  timeout: SLOW,
}, async () => {
  const DATA_DIR = demoDirectory();
  const server = await startReady({ DATA_DIR });
  const { token } = readDemo(DATA_DIR);
  const acknowledged: string[] = [];
  const refused = new Set<number>();
  const work = new AbortController();
  const write = async () => {
    for (let n = 0; !work.signal.aborted; n += 1) {
      const name = `unit ${Math.random()} ${n}`;
      const { status } = await api(server, token, "/org-units", { name });
      if (status === 201) acknowledged.push(name);
      else refused.add(status);
    }
  };
  const writers = [write(), write(), write()];
  for (const signal of ["SIGKILL", "SIGQUIT"] as const) {
    const ended = postmasterPid(DATA_DIR);
    const enough = acknowledged.length + 20;
    await until("some rows", () => acknowledged.length >= enough);
    process.kill(ended, signal);
    await until("the postmaster to end", () => !isAlive(ended));
    const before = acknowledged.length;
    await until("a row after that", () => acknowledged.length > before + 5, 30);
  }
  work.abort();
  await Promise.all(writers);
  expect([...refused]).toEqual([503]);
  const names = new Set(await unitNames(server, token));
  expect(acknowledged.filter((name) => !names.has(name))).toEqual([]);
  expect(server.stdout()).toContain("the embedded database has ended by itself");

  const control = path.join(DATA_DIR, "cluster/global/pg_control");
  fs.renameSync(control, `${control}.away`);
  process.kill(postmasterPid(DATA_DIR), "SIGKILL");
  await until("a failed attempt to start it", () => server.stdout().includes("does not start; trying again"));
  expect((await api(server, token, "/me")).status).toBe(503);
  expect((await fetch(`${server.url}/readyz`)).status).toBe(503);
  server.child.kill("SIGTERM");
  expect(await server.exited).toBe(0);
  expect(fs.existsSync(path.join(DATA_DIR, "owner.json"))).toBe(false);
  fs.renameSync(`${control}.away`, control);
  await stopsCleanly(await startReady({ DATA_DIR }), DATA_DIR, "SIGTERM");
});

test("a second signal ends the server at once, and its database stops by itself and cleanly", {
  timeout: SLOW,
}, async () => {
  const DATA_DIR = demoDirectory();
  const server = await startReady({ DATA_DIR });
  const postmaster = postmasterPid(DATA_DIR);
  const stuck = net.connect(server.port, "127.0.0.1").on("error", () => {});
  stuck.write("POST /members HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\n{"); // so the end takes seconds
  await api(server, readDemo(DATA_DIR).token, "/me"); // sent later, so it has arrived
  const startedAt = Date.now();
  await until("the server to end", () => !server.child.kill("SIGTERM"));
  expect(await server.exited).toBe(1);
  expect(Date.now() - startedAt).toBeLessThan(5_000);
  await until("the database to end", () => !isAlive(postmaster));
  const log = fs.readFileSync(path.join(DATA_DIR, "postgres.log"), "utf8");
  expect(log.trimEnd()).toMatch(/received fast shutdown request[\s\S]*database system is shut down$/);
});
