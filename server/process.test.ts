import fs from "node:fs";
import http from "node:http";
import net from "node:net";
import path from "node:path";
import { expect, test } from "vitest";
import { z } from "zod";
import { freePort, until } from "@/testing/launch";
import {
  afterTest,
  api,
  dataDirectory,
  readDemo,
  run,
  SLOW,
  startReady,
  stopsInOrder,
  unitNames,
} from "@/testing/process";

const modeOf = (file: string) => fs.statSync(file).mode & 0o777;

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

test("a taken port is one sentence, and no database is touched for it", { timeout: SLOW }, async () => {
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
  const idle = net.connect(server.port, "127.0.0.1").on("error", () => {}); // a reset is as good an end as any
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

test("a request that offers an upgrade is answered like any other", { timeout: SLOW }, async () => {
  const server = await startReady({ DATA_DIR: dataDirectory() });
  const offer = "Host: x\r\nConnection: Upgrade, close\r\nUpgrade: h2c";
  await fetch(server.url); // Next has seen a request, and would listen for upgrades from now on
  expect(await exchange(server.port, `GET /healthz HTTP/1.1\r\n${offer}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200 /);
  expect(await exchange(server.port, `GET /docs HTTP/1.1\r\n${offer}\r\n\r\n`)).toMatch(/^HTTP\/1\.1 200 /);
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
