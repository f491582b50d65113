import { spawnSync } from "node:child_process";
import fs from "node:fs";

/** What other programs get of our environment: nothing secret, messages in English, times in UTC. */
export const programEnv = {
  PATH: "/usr/local/bin:/usr/bin:/bin",
  LC_ALL: "C",
  TZ: "UTC",
  NODE_ENV: "production" as const, // they ignore it; Next's types want it in every environment
};

// The fields of /proc/<pid>/stat after the command's name, which may itself hold spaces and brackets.
function procStat(pid: number): string[] | undefined {
  try {
    const stat = fs.readFileSync(`/proc/${pid}/stat`, "utf8");
    return stat.slice(stat.lastIndexOf(")") + 2).split(" ");
  } catch {
    return undefined;
  }
}

function ps(pid: number, column: "lstart" | "comm"): string {
  const options = { encoding: "utf8", env: programEnv } as const;
  return (spawnSync("ps", ["-o", `${column}=`, "-p", String(pid)], options).stdout ?? "").trim();
}

/** Whether a process runs under this pid. A killed one that nobody has reaped yet (a zombie) does not run. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === "EPERM";
  }
  return process.platform !== "linux" || procStat(pid)?.[0] !== "Z";
}

/**
 * When the process with this pid began, in words that only compare with each other; "" when there is none. A pid alone
 * names nobody for long: after a kill -9, in a container above all, the next process may well get the same one.
 */
export function startOf(pid: number): string {
  if (process.platform !== "linux") return ps(pid, "lstart");
  const startTicks = procStat(pid)?.[19];
  return startTicks ? `${fs.readFileSync("/proc/sys/kernel/random/boot_id", "utf8").trim()} ${startTicks}` : "";
}

/** The name of the command that runs under this pid, "" when there is none. */
export function commandOf(pid: number): string {
  if (process.platform !== "linux") return ps(pid, "comm").split("/").at(-1) ?? "";
  try {
    return fs.readFileSync(`/proc/${pid}/comm`, "utf8").trim();
  } catch {
    return "";
  }
}
