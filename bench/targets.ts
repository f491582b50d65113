import { type ChildProcess, spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { plentifulRates } from "@/testing/rates";

/** A measured server, in its own process. */
export type Target = {
  name: string;
  url: string;
  pid: number;
  /** Requested instead of the operation's path, with the same method, headers and body. */
  path?: string;
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

async function startTarget({ name, args, env, folder, path: constantPath, readyPath }: Start): Promise<Target> {
  const port = await freePort();
  const logFile = path.join(folder, `${name.replaceAll(/[^a-z]+/gi, "-")}.log`);
  const output = fs.openSync(logFile, "a"); // as in production: a file, not a terminal
  const child = spawn(
    process.execPath,
    args.map((arg) => arg.replace("{port}", String(port))),
    {
      env: { NODE_ENV: "production", NEXT_TELEMETRY_DISABLED: "1", HOST: "127.0.0.1", PORT: String(port), ...env },
      stdio: ["ignore", output, output],
    },
  );
  fs.closeSync(output);
  process.once("exit", () => child.kill("SIGTERM"));
  const url = `http://127.0.0.1:${port}`;
  for (const deadline = Date.now() + 30_000; ; await sleep(50)) {
    const answer = await fetch(url + readyPath).catch(() => undefined);
    if (answer?.ok) break;
    if (child.exitCode !== null || Date.now() > deadline) {
      await stopProcess(child);
      throw new Error(`${name} did not start: ${fs.readFileSync(logFile, "utf8").slice(-2000)}`);
    }
  }
  const target = { name, url, pid: child.pid ?? 0, stop: () => stopProcess(child) };
  return constantPath ? { ...target, path: constantPath } : target;
}

/** The seeded database that a server uses. */
export type Database = { appUrl: string; ownerUrl: string; poolSize: number; folder: string };

/** Starts our production server as `npm start` does; `nodeOptions` go before the script. */
export function startOurs({ appUrl, poolSize, folder }: Database, nodeOptions: string[] = []): Promise<Target> {
  return startTarget({
    name: "ours",
    args: [...nodeOptions, path.resolve("server/run.mjs"), "start"],
    env: {
      DATABASE_URL: appUrl,
      DATABASE_POOL_SIZE: String(poolSize),
      NEXTAUTH_SECRET: "a key for the bench, where nobody signs in",
      ...plentifulRates, // limited, so that its cost is measured too, but never refused
    },
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
export function startOursUnderNext({ appUrl, poolSize, folder }: Database): Promise<Target> {
  return startTarget({
    name: "(c) ours under Next",
    args: [NEXT, "start", "-H", "127.0.0.1", "-p", "{port}"],
    env: {
      DATABASE_URL: appUrl,
      DATABASE_POOL_SIZE: String(poolSize),
      NEXTAUTH_SECRET: "a key for the bench, where nobody signs in",
      ...plentifulRates, // limited, so that its cost is measured too, but never refused
    },
    folder,
    readyPath: "/readyz",
  });
}
