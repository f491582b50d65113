import { type ChildProcess, spawn } from "node:child_process";
import net from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { auditKey } from "@/testing/audit-key";
import { plentifulRates } from "@/testing/rates";

const ROOT = path.resolve(import.meta.dirname, "..");
const READY_SECONDS = 400; // a first start on a slow machine builds
// The embedded database brings its keys along, and the server that owns it works its queue: another one would not have the
// stand-in for the mail provider, and would keep the mails that it took.
const forSharedDatabase = {
  NEXTAUTH_SECRET: "a key for servers with a database of their own",
  AUDIT_KEY: auditKey,
  WORKER_CONCURRENCY: "0",
};
const STOP_SECONDS = 12; // the product promises 10

/** A process of the product under test. */
export type Server = { url: string; port: number; pid: number; output: () => string; stop(): Promise<void> };

/** A free port of 127.0.0.1. */
export async function freePort(): Promise<number> {
  const probe = net.createServer();
  await new Promise<void>((resolve, reject) => probe.once("error", reject).listen(0, "127.0.0.1", resolve));
  const { port } = probe.address() as net.AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}

function launch(args: string[], env: Record<string, string>): { child: ChildProcess; output: () => string } {
  const { DATABASE_URL: _app, MIGRATION_DATABASE_URL: _owner, APP_URL: _url, HOST: _host, ...inherited } = process.env;
  const child = spawn(process.execPath, args, {
    cwd: ROOT,
    env: {
      ...inherited,
      ...plentifulRates,
      LOG_LEVEL: "warn",
      NEXT_TELEMETRY_DISABLED: "1",
      NODE_ENV: "production",
      ...env,
    },
    stdio: ["ignore", "pipe", "pipe"],
  });
  let kept = "";
  for (const stream of [child.stdout, child.stderr]) {
    stream?.on("data", (chunk: Buffer) => {
      kept = (kept + chunk.toString()).slice(-20_000);
    });
  }
  return { child, output: () => kept };
}

async function stopChild(child: ChildProcess): Promise<void> {
  if (child.exitCode !== null || child.signalCode !== null || !child.pid) return;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  process.kill(child.pid, "SIGTERM");
  const timer = setTimeout(() => child.kill("SIGKILL"), STOP_SECONDS * 1000);
  await ended;
  clearTimeout(timer);
}

async function isReady(url: string): Promise<boolean> {
  const answer = await fetch(`${url}/readyz`, { signal: AbortSignal.timeout(5_000) }).catch(() => null);
  await answer?.body?.cancel();
  return answer?.status === 200;
}

async function serve(args: (port: number) => string[], env: Record<string, string>): Promise<Server> {
  const port = await freePort();
  const url = `http://127.0.0.1:${port}`;
  const shared: Record<string, string> = env.DATABASE_URL ? forSharedDatabase : {};
  const { child, output } = launch(args(port), { ...shared, ...env, PORT: String(port) });
  for (const deadline = Date.now() + READY_SECONDS * 1000; Date.now() < deadline; await sleep(100)) {
    if (child.exitCode !== null || child.signalCode !== null) throw new Error(`The server ended:\n${output()}`);
    if (await isReady(url)) return { url, port, pid: child.pid ?? 0, output, stop: () => stopChild(child) };
  }
  await stopChild(child);
  throw new Error(`The server was not ready after ${READY_SECONDS} s:\n${output()}`);
}

/** Starts the process of `npm start`, which serves the API straight from its handlers. Throws with its output if it ends. */
export function startApiHost(env: Record<string, string>): Promise<Server> {
  return serve(() => ["server/run.mjs", "start"], env);
}

/** Starts `next start` of the same build. Throws with its output if it ends. */
export function startNextHost(env: Record<string, string>): Promise<Server> {
  return serve((port) => ["node_modules/next/dist/bin/next", "start", "-H", "127.0.0.1", "-p", String(port)], env);
}

/** Builds whatever is out of date. Throws with the build's output if it fails. */
export async function build(): Promise<void> {
  const { child, output } = launch(["server/run.mjs", "build"], {});
  const exitCode = await new Promise((resolve) => child.once("exit", resolve));
  if (exitCode !== 0) throw new Error(`The build failed:\n${output()}`);
}
