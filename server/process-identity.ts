import { spawnSync } from "node:child_process";
import fs from "node:fs";

/** The environment for other programs: nothing secret, messages in English, times in UTC. */
export const programEnv = {
  PATH: "/usr/local/bin:/usr/bin:/bin",
  LC_ALL: "C",
  TZ: "UTC",
  NODE_ENV: "production" as const, // they ignore it; Next's types require it
};

/** A running process. `started` can only be compared with another such text. */
type Running = { started: string; command: string };

function readProc(pid: number): Running | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    const fields = stat.slice(stat.lastIndexOf(")") + 2).split(" "); // the name before it may hold spaces and brackets
    const command = fs.readFileSync(`/proc/${pid}/cmdline`, "utf8").replaceAll("\0", " ");
    const boot = fs.readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim();
    return fields[0] === "Z" ? undefined : { started: `${boot} ${fields[19]}`, command };
  } catch {
    return undefined;
  }
}

function readPs(pid: number): Running | undefined {
  const columns = ["stat=", "lstart=", "command="].flatMap((column) => ["-o", column]);
  const { stdout } = spawnSync("ps", [...columns, "-ww", "-p", String(pid)], { encoding: "utf8", env: programEnv });
  const [, started = "", command = ""] = /^[^Z\s]\S*\s+(.{24})\s+(.*)/.exec(stdout ?? "") ?? [];
  return started ? { started, command } : undefined;
}

// A killed process that nobody has reaped yet (a zombie) does not run.
const find = (pid: number) => (process.platform === "linux" ? readProc(pid) : readPs(pid));

/** Whether a process runs under this pid. */
export const isAlive = (pid: number): boolean => find(pid) !== undefined;

/**
 * When the process with this pid started; "" if there is none. A pid alone doesn't identify a process for long: after a
 * kill -9, above all in a container, the next one may well get the same pid.
 */
export const startOf = (pid: number): string => find(pid)?.started ?? "";

/** Sends a signal, unless the process has ended. */
export function sendSignal(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // it has ended
  }
}

/** The command line of the process with this pid; "" if there is none. */
export const commandOf = (pid: number): string => find(pid)?.command ?? "";
