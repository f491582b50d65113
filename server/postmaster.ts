import { execFileSync, spawn, spawnSync } from "node:child_process";
import crypto from "node:crypto";
import { once } from "node:events";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ConfigError } from "@/lib/env";
import type { Cluster } from "./cluster";
import { runningAs } from "./embedded-binaries";

/** A running PostgreSQL server of one cluster. */
export type Postmaster = { pid: number; port: number; isReady: boolean };

/** Server settings, which become `-c name=value`. */
export type Settings = Record<string, string>;

const POLL_MILLISECONDS = 25;
const RETRY_SECONDS = 30;
const LOG_LIMIT_BYTES = 10_000_000;
// Another process took the port, or a killed server's last processes are still ending.
const PASSING_FAULT = /any TCP|pre-existing shared memory block/;

const logIn = (dataDirectory: string) => path.join(dataDirectory, "postgres.log");
const clusterIn = (dataDirectory: string) => fs.realpathSync(path.join(dataDirectory, "cluster"));

function commandOf(pid: number): string {
  try {
    if (process.platform === "linux") return fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    return execFileSync("ps", ["-ww", "-o", "command=", "-p", String(pid)], { encoding: "utf8" });
  } catch {
    return "";
  }
}

/** Whether a process runs under this pid; one that has ended and that nobody has reaped yet (a zombie) does not. */
export const isAlive = (pid: number): boolean => commandOf(pid) !== "";

/** The running server, as the cluster's own pid file names it. A killed one leaves the file, and its pid may be reused. */
export function findServer(dataDirectory: string): Postmaster | undefined {
  try {
    const cluster = clusterIn(dataDirectory);
    const lines = fs.readFileSync(path.join(cluster, "postmaster.pid"), "utf8").split("\n");
    const found = { pid: Number(lines[0]), port: Number(lines[3]), isReady: lines[7]?.trim() === "ready" };
    return commandOf(found.pid).includes(`postgres -D ${cluster} `) ? found : undefined;
  } catch {
    return undefined;
  }
}

/** The running server, once it takes connections; after a crash it recovers first. Undefined if none runs, or at the signal. */
export async function findReady(dataDirectory: string, signal?: AbortSignal): Promise<Postmaster | undefined> {
  for (; !signal?.aborted; await sleep(POLL_MILLISECONDS)) {
    const found = findServer(dataDirectory);
    if (!found || found.isReady) return found;
  }
  return undefined;
}

// Below the range for outgoing connections, one of which could take the port while the database restarts.
const choosePort = () => crypto.randomInt(10_240, 32_768);

function openLog(dataDirectory: string): number {
  const logFile = logIn(dataDirectory);
  const size = fs.statSync(logFile, { throwIfNoEntry: false })?.size ?? 0;
  if (size > LOG_LIMIT_BYTES) fs.renameSync(logFile, `${logFile}.1`);
  return fs.openSync(logFile, "a", 0o600);
}

/** The last reason that Postgres logged, for instance a full disk. The other lines of its log may contain user data. */
export function lastReason(dataDirectory: string): string | undefined {
  const tail = spawnSync("tail", ["-c", "16384", logIn(dataDirectory)], { encoding: "utf8" }).stdout ?? "";
  const reasons = tail.match(/(PANIC|FATAL): .*/g) ?? [];
  return (reasons.findLast((reason) => /could not|memory/.test(reason)) ?? reasons.at(-1))?.slice(0, 200);
}

async function spawnServer({ dataDirectory, binaries, identity }: Cluster, settings: Settings, port: number) {
  const folder = clusterIn(dataDirectory);
  // No server runs, but Postgres takes any live pid in this file for one, even a zombie's. It does not need the file to see
  // that a killed server's last backends still run: the folder's shared memory tells it.
  fs.rmSync(path.join(folder, "postmaster.pid"), { force: true });
  const log = openLog(dataDirectory);
  const options = Object.entries(settings).flatMap(([name, value]) => ["-c", `${name}=${value}`]);
  const args = ["-D", folder, "-p", String(port), "-h", "127.0.0.1", "-k", "", ...options];
  // A process group of its own: Ctrl-C in the terminal must reach us first, and Postgres through us.
  const how = { ...runningAs(identity), stdio: ["ignore", log, log] as ["ignore", number, number], detached: true };
  const child = spawn(path.join(binaries, "postgres"), args, how);
  fs.closeSync(log);
  child.unref();
  await once(child, "spawn");
  return child.pid as number;
}

/**
 * The cluster's server: the one that a killed process left running, or else a new one, on a port of 127.0.0.1 that is free
 * unless `port` names one. Only the owner of the data directory may call it. Throws ConfigError naming the log.
 */
export async function adoptOrLaunch(cluster: Cluster, settings: Settings, signal?: AbortSignal, port?: number) {
  const { dataDirectory } = cluster;
  const deadline = Date.now() + RETRY_SECONDS * 1000;
  for (let launched: number | undefined; ; await sleep(POLL_MILLISECONDS)) {
    const found = findServer(dataDirectory);
    if (found?.isReady) return found;
    if (signal?.aborted && launched) await stopPostmaster(launched, 5);
    signal?.throwIfAborted();
    if (found || (launched && isAlive(launched))) continue;
    if (launched) {
      if (Date.now() > deadline || !PASSING_FAULT.test(lastReason(dataDirectory) ?? ""))
        throw new ConfigError(`The embedded database did not start; its log ${logIn(dataDirectory)} says why.`);
      await sleep(250, undefined, { signal });
    }
    launched = await spawnServer(cluster, settings, port ?? choosePort());
  }
}

/**
 * Stops a server: cleanly, or after `seconds` at once, which costs a recovery at the next start but no row. The first signal is
 * sent before it returns, for a process that exits.
 */
export async function stopPostmaster(pid: number, seconds: number): Promise<void> {
  for (const signal of ["SIGINT", "SIGQUIT", "SIGKILL"] as const) {
    const deadline = Date.now() + 1000 * (signal === "SIGINT" ? seconds : 1);
    try {
      process.kill(pid, signal);
    } catch {
      return; // it has ended
    }
    for (; Date.now() < deadline; await sleep(20)) if (!isAlive(pid)) return;
  }
}
