import { execFileSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import postgres, { type Sql } from "postgres";
import { expect, inject, onTestFinished } from "vitest";
import { z } from "zod";
import { locateCluster } from "@/server/cluster";
import { findServer, isAlive } from "@/server/postmaster";
import { type Launched, launch, temporaryDataDirectory, until } from "./launch";

export const SLOW = 600_000; // a busy machine may need three times as long as an idle one

const Demo = z.object({
  url: z.string(),
  email: z.string(),
  password: z.string(),
  token: z.string(),
  unit_id: z.string(),
});

const Secrets = z.object({
  owner_password: z.string(),
  app_password: z.string(),
  nextauth_secret: z.string(),
  audit_key: z.string(),
  data_key: z.string(),
});

const running: Launched[] = [];
const cleanups: (() => unknown)[] = [];

// Registered by each test: the files of a worker share this module, so a hook in it would run for the first file only.
async function endProcesses(): Promise<void> {
  for (const { child, exited } of running.splice(0)) {
    if (child.exitCode === null && child.signalCode === null) child.kill("SIGTERM");
    await exited;
  }
  for (const clean of cleanups.splice(0).reverse()) await clean();
}

/** Runs `clean` after the test when the processes have ended, the last added first. */
export function afterTest(clean: () => unknown): void {
  onTestFinished(endProcesses);
  cleanups.push(clean);
}

/** The PID of the live postmaster of the data directory's cluster, or 0. */
export function postmasterPid(directory: string): number {
  return findServer(directory)?.pid ?? 0;
}

/** Makes a data directory for one test. At its end a postmaster that outlived a kill -9 is stopped too. */
export function dataDirectory(): string {
  const { directory, remove } = temporaryDataDirectory();
  afterTest(async () => {
    const left = postmasterPid(directory);
    if (left) process.kill(left, "SIGQUIT");
    await until("the postmaster to end", () => !left || !isAlive(left));
    remove();
  });
  return directory;
}

/** Copies these files and the cluster of a data directory on which nothing runs into an empty one. */
export function copyData(from: string, to: string, ...names: string[]): void {
  const { folder } = locateCluster(to);
  execFileSync("cp", ["-a", fs.realpathSync(path.join(from, "cluster")), folder]);
  for (const name of names) fs.copyFileSync(path.join(from, name), path.join(to, name));
}

/** Fills an empty data directory with the demo, as a first start does. */
export const copyDemo = (directory: string): void =>
  copyData(inject("demoDirectory"), directory, "demo.json", "secrets.json");

/** Makes a data directory for one test, with the demo. */
export function demoDirectory(): string {
  const directory = dataDirectory();
  copyDemo(directory);
  return directory;
}

/** Connects to the running server's embedded database as its owner; also returns the secrets of its data directory. */
export function ownerDatabase(directory: string): { sql: Sql; secrets: string[] } {
  const secrets = Secrets.parse(JSON.parse(fs.readFileSync(path.join(directory, "secrets.json"), "utf8")));
  const port = findServer(directory)?.port;
  const url = `postgres://postgres:${secrets.owner_password}@127.0.0.1:${port}/leadvibe`;
  const sql = postgres(url, { max: 2, fetch_types: false, onnotice: () => {} });
  afterTest(() => sql.end({ timeout: 1 }));
  return { sql, secrets: Object.values(secrets) };
}

/** Ends a process as a crash does, without a chance to clean up. */
export async function kill({ child, exited }: Launched): Promise<void> {
  child.kill("SIGKILL");
  await exited;
}

/** Starts a command of the product, which ends with the test at the latest. */
export async function run(
  command: string,
  env: Record<string, string>,
  args: string[] = [],
  typed?: string,
  tree?: string,
): Promise<Launched> {
  const launched = await launch(command, env, args, typed, tree);
  onTestFinished(endProcesses);
  running.push(launched);
  return launched;
}

/** Starts the server and waits until it serves. */
export async function startReady(env: Record<string, string>): Promise<Launched> {
  const server = await run("start", env);
  await server.ready();
  return server;
}

/** Reads `demo.json`. */
export function readDemo(directory: string): z.output<typeof Demo> {
  return Demo.parse(JSON.parse(fs.readFileSync(path.join(directory, "demo.json"), "utf8")));
}

/** Sends a GET, or with a body a POST, with the token; in the OU if one is given. */
export async function api(
  server: Launched,
  token: string,
  target: string,
  body?: unknown,
  unitId?: string,
): Promise<Response> {
  const headers = {
    Authorization: `Bearer ${token}`,
    ...(unitId ? { "X-Active-OU-ID": unitId } : {}),
    ...(body ? { "Content-Type": "application/json" } : {}),
  };
  return fetch(`${server.url}${target}`, body ? { method: "POST", headers, body: JSON.stringify(body) } : { headers });
}

/** The names of the OUs that the token's member can see. */
export async function unitNames(server: Launched, token: string): Promise<string[]> {
  const units = z.array(z.object({ name: z.string() })).parse(await (await api(server, token, "/org-units")).json());
  return units.map((unit) => unit.name);
}

/** How many members the token's member can see. */
export async function memberCount(server: Launched, token: string): Promise<number> {
  return z.array(z.unknown()).parse(await (await api(server, token, "/members")).json()).length;
}

/** Sends the signal and expects exit code 0 within 10 s, with no postmaster and no owner file left. */
export async function stopsCleanly(server: Launched, directory: string, signal: NodeJS.Signals): Promise<void> {
  const postmaster = postmasterPid(directory);
  const startedAt = Date.now();
  server.child.kill(signal);
  expect(await server.exited).toBe(0);
  expect(Date.now() - startedAt).toBeLessThan(10_000);
  expect(postmaster).toBeGreaterThan(0);
  expect(isAlive(postmaster)).toBe(false);
  expect(fs.existsSync(path.join(directory, "owner.json"))).toBe(false);
}
