import { type SpawnOptions, spawn, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Identity } from "@/server/embedded-binaries";

/** Starts and ends the programs of the drill, each in a process group of its own. */
export type Program = { name: string; pid: number; signal(signal: NodeJS.Signals): void; ended: Promise<unknown> };

const POSTGRES = "/usr/lib/postgresql";
const PACKAGES = "apt install patroni etcd-server haproxy postgresql";

const env = { PATH: "/usr/local/bin:/usr/bin:/bin:/usr/sbin", LC_ALL: "C.UTF-8", NODE_ENV: "production" as const };
const hasProgram = (name: string) => spawnSync("sh", ["-c", `command -v ${name}`], { env }).status === 0;

/** The folder of PostgreSQL's newest programs. Throws, saying what to install, if one of the programs is missing. */
export function requirePrograms(): string {
  const missing = ["patroni", "etcd", "haproxy"].filter((name) => !hasProgram(name));
  const versions = fs.existsSync(POSTGRES) ? fs.readdirSync(POSTGRES) : [];
  const newest = versions.sort((a, b) => Number(b) - Number(a))[0];
  if (missing.length > 0 || !newest) {
    throw new Error(`The drill needs ${[...missing, ...(newest ? [] : ["postgres"])].join(", ")}: ${PACKAGES}`);
  }
  return path.join(POSTGRES, newest, "bin");
}

/** Who the programs run as: PostgreSQL and Patroni refuse root. */
export function identityOfPostgres(): Identity {
  if (process.getuid?.() !== 0) return {};
  const idOf = (flag: string) => Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout);
  return { uid: idOf("-u"), gid: idOf("-g") };
}

/** Starts a program whose output goes to `<name>.log` in the folder. */
export function start(name: string, args: string[], folder: string, identity: Identity): Program {
  const output = fs.openSync(path.join(folder, `${name}.log`), "a");
  const [command = "", ...rest] = args;
  const how: SpawnOptions = { ...identity, env, cwd: folder, detached: true, stdio: ["ignore", output, output] };
  const child = spawn(command, rest, how).on("error", () => {}); // whoever waits for it says so
  fs.closeSync(output);
  const pid = child.pid as number;
  const ended = new Promise((resolve) => child.once("exit", resolve));
  const signal = (which: NodeJS.Signals) => send(-pid, which);
  process.once("exit", () => signal("SIGKILL"));
  return { name, pid, signal, ended };
}

/** Sends a signal to a process, or to a group if its number is negative, unless it has ended. */
export function send(pid: number, signal: NodeJS.Signals): void {
  try {
    process.kill(pid, signal);
  } catch {
    // it has ended
  }
}

/** Ends a program, at the latest after ten seconds. */
export async function stop(program: Program): Promise<void> {
  program.signal("SIGCONT");
  program.signal("SIGTERM");
  await Promise.race([program.ended, sleep(10_000, undefined, { ref: false })]);
  program.signal("SIGKILL");
}

/** A process and its children, as Linux has them. */
export function familyOf(pid: number): number[] {
  const children = spawnSync("ps", ["-o", "pid=", "--ppid", String(pid)], { encoding: "utf8" }).stdout;
  return [pid, ...children.trim().split(/\s+/).filter(Boolean).map(Number)];
}
