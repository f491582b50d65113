import { spawn } from "node:child_process";
import { once } from "node:events";
import fs from "node:fs";
import net from "node:net";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ConfigError } from "@/lib/env";
import type { Identity } from "./embedded-binaries";
import { commandOf, isAlive, programEnv, sendSignal } from "./process-identity";

/** A running PostgreSQL server of one cluster. */
export type Postmaster = { pid: number; port: number };

/** What it takes to start one. `settings` become `-c name=value`. */
export type Launch = {
  binaries: string;
  cluster: string;
  identity: Identity;
  logFile: string;
  settings: Record<string, string>;
  /** The port to listen on; without one, a free one. */
  port?: number;
  signal?: AbortSignal | undefined;
};

const RETRY_SECONDS = 30;
const LOG_LIMIT_BYTES = 10_000_000;
// Another process took the port, or a killed server's last processes are still ending.
const PASSING_FAULT = /could not bind|pre-existing shared memory block/;

const pidFile = (cluster: string) => path.join(cluster, "postmaster.pid");

/** What the cluster's own pid file says about its server, running or not; undefined without one. */
export function readPidFile(cluster: string): (Postmaster & { isReady: boolean }) | undefined {
  try {
    const lines = fs.readFileSync(pidFile(cluster), "utf8").split("\n");
    const found = { pid: Number(lines[0]), port: Number(lines[3]), isReady: lines[7]?.trim() === "ready" };
    return found.pid > 1 && found.port > 0 ? found : undefined;
  } catch {
    return undefined;
  }
}

/** The cluster's server, once it takes connections; undefined if none is running. After a crash it recovers first. */
export async function findRunning(cluster: string, signal?: AbortSignal): Promise<Postmaster | undefined> {
  for (; ; await sleep(50, undefined, { signal })) {
    const found = readPidFile(cluster);
    if (!found || !commandOf(found.pid).includes(`postgres -D ${cluster} `)) return undefined;
    if (found.isReady) return found;
  }
}

async function freePort(): Promise<number> {
  const server = net.createServer().listen(0, "127.0.0.1");
  await once(server, "listening");
  const { port } = server.address() as net.AddressInfo;
  server.close();
  return port;
}

// Postgres takes any live pid in an old pid file for a running server, a zombie's too, except its own parent's. With ours
// there, it decides by the shared memory that the file names, which lasts until the last backend has ended.
function disownPidFile(cluster: string): void {
  if (!fs.existsSync(pidFile(cluster))) return;
  fs.writeFileSync(pidFile(cluster), fs.readFileSync(pidFile(cluster), "utf8").replace(/^\d+/, String(process.pid)));
}

function openLog(logFile: string): number {
  const size = fs.statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_LIMIT_BYTES) fs.renameSync(logFile, `${logFile}.1`);
  return fs.openSync(logFile, "a", 0o600);
}

/** Starts a server and waits until it takes connections. Returns what it logged if it ended instead. */
async function launchOnce(launch: Launch): Promise<Postmaster | string> {
  const { binaries, cluster, identity, logFile, settings, signal } = launch;
  const port = launch.port ?? (await freePort());
  disownPidFile(cluster);
  const output = openLog(logFile);
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
  await once(child, "spawn");
  for (; child.exitCode === null && child.signalCode === null; await sleep(25)) {
    const found = readPidFile(cluster);
    if (found?.isReady && found.pid === child.pid) return found;
    if (signal?.aborted && child.pid) await stopPostmaster(child.pid, 5);
  }
  signal?.throwIfAborted();
  return fs.readFileSync(logFile).subarray(logStart).toString();
}

/**
 * The cluster's server: the one that a killed process left running, or else a new one on 127.0.0.1. One without the wanted
 * settings is restarted. Only the owner of the data directory may call it. Throws ConfigError naming the log.
 */
export async function adoptOrLaunch(launch: Launch): Promise<Postmaster> {
  const { cluster, logFile, settings, signal } = launch;
  for (const deadline = Date.now() + RETRY_SECONDS * 1000; ; await sleep(250, undefined, { signal })) {
    const left = await findRunning(cluster, signal);
    if (left && Object.keys(settings).length === 0) return left;
    if (left) await stopPostmaster(left.pid, 10);
    const result = await launchOnce(launch);
    if (typeof result === "object") return result;
    if (!PASSING_FAULT.test(result) || Date.now() > deadline)
      throw new ConfigError(`The embedded database did not start; its log ${logFile} says why.`);
  }
}

/** Stops a server: cleanly, or after `seconds` at once, which costs a recovery at the next start but no row. */
export async function stopPostmaster(pid: number, seconds: number): Promise<void> {
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"] as const) {
    sendSignal(pid, signal);
    const patience = signal === "SIGINT" ? seconds : 1;
    for (const deadline = Date.now() + patience * 1000; Date.now() < deadline; await sleep(20))
      if (!isAlive(pid)) return;
  }
}
