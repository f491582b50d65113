import { spawn } from "node:child_process";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { ConfigError } from "@/lib/env";
import type { Identity } from "./embedded-binaries";
import { commandOf, isAlive, programEnv } from "./process-identity";

/** A running PostgreSQL server of one cluster. */
export type Postmaster = { pid: number; port: number };

/** What it takes to start one. `settings` become `-c name=value`. */
export type Launch = {
  binaries: string;
  cluster: string;
  identity: Identity;
  logFile: string;
  settings: Record<string, string>;
  urlOn(port: number): string;
  /** The port to listen on; without one, a free one. */
  port?: number;
  signal?: AbortSignal | undefined;
};

const START_SECONDS = 30;
const RECOVERY_SECONDS = 300; // after a kill -9 it replays its log first, and says so (57P03) meanwhile
const LOG_LIMIT_BYTES = 10_000_000;
// Another took the port, or a killed predecessor is not quite gone: both pass.
const PASSING_FAULT =
  /could not bind|lock file .* already exists|pre-existing shared memory block|Is another postmaster/;

/** What the cluster's own pid file says of its server, alive or not; undefined without one. */
export function readPidFile(cluster: string): Postmaster | undefined {
  try {
    const lines = fs.readFileSync(path.join(cluster, "postmaster.pid"), "utf8").split("\n");
    const found = { pid: Number(lines[0]), port: Number(lines[3]) };
    return found.pid > 1 && found.port > 0 ? found : undefined;
  } catch {
    return undefined;
  }
}

/** Whether a server answers at this address with that cluster: "yes", "starting", or the error's code. */
async function probe(url: string, cluster: string): Promise<string> {
  const sql = postgres(url, { max: 1, connect_timeout: 2, fetch_types: false, onnotice: () => {} });
  try {
    const [row] = await sql`select current_setting('data_directory') as directory`;
    return row?.directory === cluster ? "yes" : "another cluster";
  } catch (error) {
    const code = error instanceof Error && "code" in error ? String(error.code) : "unknown";
    return code === "57P03" ? "starting" : code;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** A server left behind by a killed process, if it lives and is this cluster's. */
export async function findRunning(
  launch: Pick<Launch, "cluster" | "urlOn" | "signal">,
): Promise<Postmaster | undefined> {
  const { cluster, urlOn, signal } = launch;
  const deadline = Date.now() + RECOVERY_SECONDS * 1000;
  for (let refusals = 0; Date.now() < deadline; await sleep(50, undefined, { signal })) {
    const left = readPidFile(cluster);
    if (!left || !isAlive(left.pid) || commandOf(left.pid) !== "postgres") return undefined;
    const answer = await probe(urlOn(left.port), cluster);
    if (answer === "yes") return left;
    if (answer === "28P01") {
      throw new ConfigError(
        `The embedded database in ${cluster} refuses the password in secrets.json beside it; restore that file.`,
      );
    }
    if (answer !== "starting" && ++refusals > 40) return undefined;
  }
  return undefined;
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = net.createServer().once("error", reject);
    server.listen(0, "127.0.0.1", () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === "object" ? resolve(address.port) : reject(new Error("no port")),
      );
    });
  });
}

// As the only owner of the data directory we may clear a pid file that names a process which cannot be its server:
// Postgres itself takes any live pid, even a zombie's, for a running one. Never while a backend is left in the cluster.
function clearFalsePidFile(cluster: string): void {
  const left = readPidFile(cluster);
  if (!left || (isAlive(left.pid) && commandOf(left.pid) === "postgres") || hasProcessesIn(cluster)) return;
  fs.rmSync(path.join(cluster, "postmaster.pid"), { force: true });
}

function hasProcessesIn(cluster: string): boolean {
  if (process.platform !== "linux") return false;
  const pids = fs.readdirSync("/proc").filter((name) => /^\d+$/.test(name));
  return pids.some((pid) => {
    try {
      return fs.readlinkSync(`/proc/${pid}/cwd`) === cluster;
    } catch {
      return false; // gone meanwhile, or another user's
    }
  });
}

async function launchOnce(launch: Launch): Promise<Postmaster | string> {
  const { binaries, cluster, identity, logFile, settings, urlOn, signal } = launch;
  const port = launch.port ?? (await freePort());
  if ((fs.statSync(logFile, { throwIfNoEntry: false })?.size ?? 0) > LOG_LIMIT_BYTES)
    fs.renameSync(logFile, `${logFile}.1`);
  const output = fs.openSync(logFile, "a", 0o600);
  const logStart = fs.fstatSync(output).size;
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const args = ["-D", cluster, "-p", String(port), "-h", "127.0.0.1", "-k", "", ...options];
  // A process group of its own: Ctrl-C in the terminal must reach us first, and Postgres through us.
  const child = spawn(path.join(binaries, "postgres"), args, {
    ...identity,
    cwd: "/",
    env: programEnv,
    stdio: ["ignore", output, output],
    detached: true,
  });
  fs.closeSync(output);
  child.unref();
  let ended: string | undefined;
  child.once("error", (error) => (ended = error.message));
  child.once("exit", () => (ended ??= fs.readFileSync(logFile, "utf8").slice(logStart)));
  const begun = Date.now();
  for (let patience = START_SECONDS; child.pid && ended === undefined; await sleep(25)) {
    const answer = await probe(urlOn(port), cluster);
    if (answer === "yes") {
      child.removeAllListeners("exit"); // from here on its end is no failed start, and the log may be gone by then
      return { pid: child.pid, port };
    }
    if (answer === "starting") patience = RECOVERY_SECONDS;
    if (signal?.aborted || Date.now() - begun > patience * 1000) {
      await stopPostmaster(child.pid, 5);
      signal?.throwIfAborted();
      return "it did not answer in time";
    }
  }
  return ended ?? "it did not start";
}

/**
 * The cluster's server: the one that a killed process left running, else a new one on 127.0.0.1, once it
 * answers. One without the wanted settings is restarted. Throws ConfigError naming the log.
 */
export async function adoptOrLaunch(launch: Launch): Promise<Postmaster> {
  for (const begun = Date.now(); ; await sleep(250, undefined, { signal: launch.signal })) {
    const left = await findRunning(launch);
    if (left && Object.keys(launch.settings).length === 0) return left;
    if (left) await stopPostmaster(left.pid, 10);
    const result = await launchOnce(launch);
    if (typeof result === "object") return result;
    const waited = Date.now() - begun;
    if (!PASSING_FAULT.test(result) || waited > START_SECONDS * 1000) {
      throw new ConfigError(`The embedded database did not start; its log ${launch.logFile} says why.`);
    }
    if (waited > 3000) clearFalsePidFile(launch.cluster);
  }
}

/** Stops a server: orderly, and after `seconds` at once, which costs a recovery at the next start but no row. */
export async function stopPostmaster(pid: number, seconds: number): Promise<void> {
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"] as const) {
    try {
      process.kill(pid, signal);
    } catch {
      return;
    }
    const patience = signal === "SIGINT" ? seconds : 1;
    for (const deadline = Date.now() + patience * 1000; Date.now() < deadline; await sleep(20)) {
      if (!isAlive(pid)) return;
    }
  }
}
