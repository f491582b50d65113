import fs from "node:fs";
import path from "node:path";
import { ConfigError } from "@/lib/env";
import { giveTo, locateCluster } from "@/server/cluster";
import { describe, type EmbeddedPostgres } from "@/server/embedded-postgres";
import { adoptOrLaunch, lastReason, stopPostmaster } from "@/server/postmaster";
import { FETCH, makeFolderFor, SOURCE } from "./archive";
import { type Base, shown, walIn } from "./backups";
import { copyCluster } from "./copy-cluster";

/** How far the changes are replayed: until the copy is whole, to a moment, or to the end. */
export type Until = "whole" | "end" | Date;

const targets = (until: Until): Record<string, string> => {
  if (until === "end") return {};
  if (until === "whole") return { recovery_target: "immediate" };
  return { recovery_target_time: until.toISOString().replace("T", " ").replace("Z", "+00") }; // it is read before time zones are
};

function explain(home: string, directory: string, until: Until): string {
  const reason = lastReason(home) ?? "no reason was logged";
  if (/before configured recovery target/.test(reason) && until instanceof Date) {
    return `The changes in ${directory} end before ${shown(until)}; give an earlier time, or none for everything there is.`;
  }
  return `The backup in ${directory} cannot be restored: ${reason}.`;
}

/** Removes a data directory together with a cluster that it only links to. */
export function removeHome(home: string): void {
  const cluster = path.join(home, "cluster");
  const link = fs.lstatSync(cluster, { throwIfNoEntry: false })?.isSymbolicLink();
  if (link) fs.rmSync(path.dirname(fs.readlinkSync(cluster)), { recursive: true, force: true });
  fs.rmSync(home, { recursive: true, force: true });
}

/**
 * Makes a data directory at `home` of a copy and starts its database, which replays the changes. Stopped, it is like any other.
 * Throws ConfigError with Postgres's reason if it does not start.
 */
export async function startRestored(
  directory: string,
  base: Base,
  home: string,
  until: Until,
  signal?: AbortSignal,
): Promise<EmbeddedPostgres> {
  const cluster = locateCluster(home);
  const { folder, identity } = cluster;
  await copyCluster(path.join(base.folder, "cluster"), folder, signal);
  for (const name of ["backup_label", "recovery.signal"]) {
    const label = path.join(base.folder, "cluster.label");
    fs.writeFileSync(path.join(folder, name), name === "backup_label" ? fs.readFileSync(label) : "", { mode: 0o600 });
  }
  makeFolderFor(identity, walIn(directory));
  fs.symlinkSync(walIn(directory), path.join(folder, SOURCE));
  giveTo(identity, folder);
  for (const name of ["secrets.json", "demo.json"]) {
    if (fs.existsSync(path.join(base.folder, name)))
      fs.copyFileSync(path.join(base.folder, name), path.join(home, name));
  }
  const recovery = { restore_command: FETCH, recovery_target_action: "promote", recovery_target_timeline: "current" };
  const settings = { ...recovery, ...targets(until), archive_mode: "off", hot_standby: "off" };
  const server = await adoptOrLaunch(cluster, settings, signal).catch((error) => {
    throw error instanceof ConfigError ? new ConfigError(explain(home, directory, until)) : error;
  });
  return describe(home, server.port, async (seconds = 30) => {
    await stopPostmaster(server.pid, seconds);
    fs.rmSync(path.join(folder, SOURCE), { force: true });
  });
}
