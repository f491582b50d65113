import { spawnSync } from "node:child_process";
import os from "node:os";

function git(...args: string[]): string {
  return spawnSync("git", args, { encoding: "utf8" }).stdout?.trim() ?? "";
}

/** Commit, date, machine and versions for the report, one fact per line. */
export function describeMachine(postgresVersion: string): string[] {
  const cpus = os.cpus();
  const changed = git("status", "--porcelain", "--", "app", "bench", "db", "domain", "lib", "server") !== "";
  const load = os.loadavg()[0]?.toFixed(2);
  return [
    `Commit: ${git("rev-parse", "--short=12", "HEAD") || "unknown"}${changed ? ", with uncommitted changes" : ""}`,
    `Date: ${new Date().toISOString().slice(0, 16)}Z`,
    `Machine: ${cpus[0]?.model.trim()}, ${cpus.length} cores, ${Math.round(os.totalmem() / 2 ** 30)} GiB, ${os.type()} ${os.release()}`,
    `Load average in the minute before: ${load}`,
    `Node ${process.versions.node}, PostgreSQL ${postgresVersion}`,
  ];
}
