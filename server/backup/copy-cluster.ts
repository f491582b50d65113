import { spawnSync } from "node:child_process";
import fs from "node:fs/promises";
import path from "node:path";
import { isOfArchiving } from "./archive";

// What a server makes anew: the log of changes comes from the archive (PostgreSQL's documentation, 25.3.4.3).
const EMPTIED = /^(pg_wal|pg_dynshmem|pg_notify|pg_serial|pg_snapshots|pg_stat_tmp|pg_subtrans|pg_replslot)$/;
const LEFT_OUT =
  /^(postmaster\.(pid|opts)|pgsql_tmp.*|pg_internal\.init.*|backup_label|tablespace_map|recovery\.signal)$/;
/** Names what is complete, so it is copied last. */
const LAST = "pg_control";

const gone = (error: NodeJS.ErrnoException) => {
  if (error.code !== "ENOENT") throw error; // a table may have been dropped meanwhile
  return 0;
};

async function copyFile(from: string, to: string): Promise<number> {
  await fs.copyFile(from, to);
  await fs.chmod(to, 0o600);
  return (await fs.stat(to)).size;
}

async function copyFolder(from: string, to: string, isTop: boolean, signal?: AbortSignal): Promise<number> {
  await fs.mkdir(to, { mode: 0o700, recursive: true });
  const entries = await fs.readdir(from, { withFileTypes: true });
  let bytes = 0;
  for (const entry of entries.sort((a, b) => Number(a.name === LAST) - Number(b.name === LAST))) {
    signal?.throwIfAborted();
    const [source, target] = [path.join(from, entry.name), path.join(to, entry.name)];
    if (LEFT_OUT.test(entry.name) || (isTop && isOfArchiving(entry.name))) continue;
    if (!entry.isDirectory()) bytes += await copyFile(source, target).catch(gone);
    else if (isTop && EMPTIED.test(entry.name)) await fs.mkdir(target, { mode: 0o700 });
    else bytes += await copyFolder(source, target, false, signal).catch(gone);
  }
  return bytes;
}

/** Copies a cluster, also one that is being written to between the beginning and the end of a backup. Returns its bytes. */
export async function copyCluster(from: string, to: string, signal?: AbortSignal): Promise<number> {
  const bytes = await copyFolder(from, to, true, signal);
  spawnSync("sync");
  return bytes;
}
