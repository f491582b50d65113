import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { auditKey } from "@/testing/audit-key";
import { plentifulRates } from "@/testing/rates";

/** A measured server, in its own process. */
export type Target = {
  name: string;
  url: string;
  pid: number;
  /** Requested instead of the operation's path, with the same method, headers and body. */
  path?: string;
  /** How long it took from its start to its first answer. */
  startMilliseconds: number;
  stop(): Promise<void>;
};

type Start = {
  name: string;
  args: string[];
  env: Record<string, string>;
  folder: string;
  path?: string;
  readyPath: string;
};

const NEXT = path.resolve("node_modules/next/dist/bin/next");

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const { port } = server.address() as net.AddressInfo;
      server.close(() => resolve(port));
    });
  });
}

async function stopProcess(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  child.kill("SIGTERM");
  await Promise.race([ended, sleep(12_000, undefined, { ref: false })]);
  child.kill("SIGKILL");
}

/** Starts a server with node and waits for its first answer; `{port}` in its arguments and settings becomes its port. */
export async function startTarget({ name, args, env, folder, path: constantPath, readyPath }: Start): Promise<Target> {
  const port = await freePort();
  const startedAt = performance.now();
  const logFile = path.join(folder, `${name.replaceAll(/[^a-z]+/gi, "-")}.log`);
  const output = fs.openSync(logFile, "a"); // as in production: a file, not a terminal
  const filled = (text: string) => text.replace("{port}", String(port));
  const settings = Object.fromEntries(Object.entries(env).map(([key, value]) => [key, filled(value)]));
  const child = spawn(process.execPath, args.map(filled), {
    env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", HOST: "127.0.0.1", PORT: String(port), ...settings },
    stdio: ["ignore", output, output],
  });
  fs.closeSync(output);
  process.once("exit", () => child.kill("SIGTERM"));
  const url = `http://127.0.0.1:${port}`;
  for (const deadline = Date.now() + 30_000; ; await sleep(10)) {
    const answer = await fetch(url + readyPath).catch(() => undefined);
    if (answer?.ok) break;
    if (child.exitCode !== null || Date.now() > deadline) {
      await stopProcess(child);
      throw new Error(`${name} did not start: ${fs.readFileSync(logFile, "utf8").slice(-2000)}`);
    }
  }
  const startMilliseconds = performance.now() - startedAt;
  const target = { name, url, pid: child.pid ?? 0, startMilliseconds, stop: () => stopProcess(child) };
  return constantPath ? { ...target, path: constantPath } : target;
}

/** The seeded database that a server uses. */
export type Database = { appUrl: string; ownerUrl: string; poolSize: number; folder: string };

/** The key of our sessions' cookies. */
export const SESSION_KEY = "a key for the bench, and for nothing else";

const settingsOf = ({ appUrl, poolSize }: Database) => ({
  DATABASE_URL: appUrl,
  DATABASE_POOL_SIZE: String(poolSize),
  NEXTAUTH_SECRET: SESSION_KEY,
  AUDIT_KEY: auditKey,
  ...plentifulRates, // limited, so that its cost is measured too, but never refused
});

/** Starts our production server as `npm start` does, with other settings if given; `nodeOptions` go before the script. */
export function startOurs(
  database: Database,
  { env = {}, nodeOptions = [] }: { env?: Record<string, string>; nodeOptions?: string[] } = {},
): Promise<Target> {
  return startTarget({
    name: "ours",
    args: [...nodeOptions, path.resolve("server/run.mjs"), "start"],
    env: { ...settingsOf(database), ...env },
    folder: database.folder,
    readyPath: "/readyz",
  });
}

/** Starts it with the embedded database of a data directory. */
export function startWithOwnDatabase(dataDirectory: string, folder: string): Promise<Target> {
  return startTarget({
    name: "ours",
    args: [path.resolve("server/run.mjs"), "start"],
    env: { DATA_DIR: dataDirectory },
    folder,
    readyPath: "/readyz",
  });
}

/** Starts (a): bench/reference-server.ts or another script of dist/bench, as a role that row-level security does not bind. */
export function startReference(
  { ownerUrl, poolSize, folder }: Database,
  script = "reference-server.js",
): Promise<Target> {
  return startTarget({
    name: "(a) node:http",
    args: [path.resolve("dist/bench", script)],
    env: { DATABASE_URL: ownerUrl, DATABASE_POOL_SIZE: String(poolSize) },
    folder,
    readyPath: "/healthz",
  });
}

/** Starts (b): a Next route handler that returns a constant. */
export function startBareNext({ folder }: Database): Promise<Target> {
  return startTarget({
    name: "(b) bare Next",
    args: [NEXT, "start", "bench/next-bare", "-H", "127.0.0.1", "-p", "{port}"],
    env: {},
    folder,
    path: "/constant",
    readyPath: "/constant",
  });
}

/** Starts (c): our own handlers, hosted by Next. */
export function startOursUnderNext(database: Database): Promise<Target> {
  return startTarget({
    name: "(c) ours under Next",
    args: [NEXT, "start", "-H", "127.0.0.1", "-p", "{port}"],
    env: settingsOf(database),
    folder: database.folder,
    readyPath: "/readyz",
  });
}
