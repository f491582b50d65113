import fs from "node:fs";
import path from "node:path";
import postgres from "postgres";
import { takeBaseBackup } from "@/db/base-backup";
import { copyCluster } from "@/server/backup/copy-cluster";
import { giveTo, locateCluster } from "@/server/cluster";
import { describe, type EmbeddedPostgres } from "@/server/embedded-postgres";
import { adoptOrLaunch, findServer, isAlive, stopPostmaster } from "@/server/postmaster";
import { until } from "./launch";

/** A PostgreSQL server of its own, which nobody starts again when it ends. */
export type Node = Pick<EmbeddedPostgres, "ownerUrl" | "appUrl" | "keys" | "dataDirectory"> & {
  port: number;
  /** Kills it, as if its machine had crashed. */
  kill(): Promise<void>;
  /** Starts it again after that. */
  revive(): Promise<void>;
  stop(): Promise<void>;
  /** The pid of its postmaster. */
  pid(): number;
};

/** Starts the server of a data directory. */
export async function startNode(dataDirectory: string, settings: Record<string, string> = {}): Promise<Node> {
  const cluster = locateCluster(dataDirectory);
  let { pid, port } = await adoptOrLaunch(cluster, settings);
  const kill = async () => {
    process.kill(pid, "SIGKILL");
    await until("the killed server to be gone", () => findServer(dataDirectory) === undefined && !isAlive(pid));
  };
  const revive = async () => {
    ({ pid, port } = await adoptOrLaunch(cluster, settings, undefined, port));
  };
  const stop = () => stopPostmaster(pid, 5);
  return { ...describe(dataDirectory, port), port, kill, revive, stop, pid: () => pid };
}

/** Copies a running server into an empty data directory and starts the copy as its standby of that name. */
export async function startStandby(primary: Node, dataDirectory: string, name: string): Promise<Node> {
  fs.copyFileSync(path.join(primary.dataDirectory, "secrets.json"), path.join(dataDirectory, "secrets.json"));
  const { folder, identity } = locateCluster(dataDirectory);
  const copy = () => copyCluster(fs.realpathSync(path.join(primary.dataDirectory, "cluster")), folder);
  const { label } = await takeBaseBackup(primary.ownerUrl, copy, () => true);
  const write = (file: string, text: string) => fs.writeFileSync(path.join(folder, file), text, { mode: 0o600 });
  write("backup_label", label);
  write("standby.signal", "");
  giveTo(identity, folder);
  const { port, username, password } = new URL(primary.ownerUrl);
  const primary_conninfo = `host=127.0.0.1 port=${port} user=${username} password=${password} application_name=${name}`;
  return startNode(dataDirectory, { primary_conninfo, hot_standby: "on", synchronous_standby_names: "" });
}

/** Makes the primary wait for that standby at each commit, and waits until the standby follows it. */
export async function waitForStandby({ ownerUrl }: Node, name: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  try {
    await sql.unsafe(`alter system set synchronous_standby_names = '${name}'`);
    await sql`select pg_reload_conf()`;
    const isFollowing = async () =>
      (await sql`select from pg_stat_replication where application_name = ${name} and sync_state = 'sync'`).length > 0;
    await until("the standby to follow", isFollowing);
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Makes a standby a primary. */
export async function promote({ ownerUrl }: Node): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  await sql`select pg_promote(true, 60)`;
  await sql.end({ timeout: 1 });
}
