import { execFile, spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { scramVerifier } from "@/db/scram";
import { ConfigError } from "@/lib/env";
import { findBinaries, type Identity, runningAs } from "./embedded-binaries";

const run = promisify(execFile);

/** The name of the cluster's database. */
export const DATABASE = "leadvibe";
// LANG must not decide the encoding: unset, it would mean SQL_ASCII.
const LOCALE = ["--encoding=UTF8", "--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];
// Where root keeps the files that the database's user needs but cannot reach in the data directory.
const SYSTEM_FOLDER = "/var/lib/leadvibe";
const NOBODY = 65_534;

/** Where a data directory's cluster is or will be, and the programs and the user that run it. */
export type Cluster = { dataDirectory: string; folder: string; binaries: string; identity: Identity };

const linkIn = (dataDirectory: string) => path.join(dataDirectory, "cluster");

/** Whether the data directory has a cluster. `initCluster` renames it to its path only once it is complete. */
export const clusterExists = (dataDirectory: string): boolean =>
  fs.existsSync(path.join(linkIn(dataDirectory), "PG_VERSION"));

/** Postgres refuses to run as root; instead it runs as the cluster's or the directory's owner, `postgres` or nobody. */
export function chooseIdentity(dataDirectory: string): Identity {
  if (process.getuid?.() !== 0) return {};
  for (const folder of [linkIn(dataDirectory), dataDirectory]) {
    const { uid = 0, gid = 0 } = fs.statSync(folder, { throwIfNoEntry: false }) ?? {};
    if (uid !== 0) return { uid, gid };
  }
  const idOf = (flag: string) => Number(spawnSync("id", [flag, "postgres"], { encoding: "utf8" }).stdout || NOBODY);
  return { uid: idOf("-u"), gid: idOf("-g") };
}

/** Gives folders and files, with everything in them, to the user Postgres runs as. */
export function giveTo({ uid, gid }: Identity, ...names: string[]): void {
  if (uid !== undefined) spawnSync("chown", ["-R", `${uid}:${gid}`, ...names]);
}

/** Whether Postgres's user can enter `folder`. If not, it is let through `passed`, which nobody else may list, and tries again. */
export function admits(identity: Identity, folder: string, passed = folder): boolean {
  const canEnter = () => spawnSync("/bin/sh", ["-c", 'cd "$0"', folder], runningAs(identity)).status === 0;
  if (identity.gid === undefined || canEnter()) return true;
  fs.chownSync(passed, 0, identity.gid);
  fs.chmodSync(passed, 0o710);
  return canEnter();
}

// Owned by root, so that nobody can plant a program in it.
function systemFolder(): string {
  fs.mkdirSync(SYSTEM_FOLDER, { recursive: true });
  fs.chmodSync(SYSTEM_FOLDER, 0o711);
  return SYSTEM_FOLDER;
}

/**
 * Finds what runs the data directory's cluster, which is always at `cluster` in it. If the database's user cannot get there
 * (root's checkout below a 0700 home), that is a link to a folder with a random name below /var/lib/leadvibe.
 */
export function locateCluster(dataDirectory: string): Cluster {
  const identity = chooseIdentity(dataDirectory);
  const link = linkIn(dataDirectory);
  const find = () => fs.lstatSync(link, { throwIfNoEntry: false });
  if (!find() && !admits(identity, dataDirectory)) {
    const home = fs.mkdtempSync(path.join(systemFolder(), "data-"));
    fs.chmodSync(home, 0o711);
    fs.symlinkSync(path.join(home, "cluster"), link);
  }
  const folder = find()?.isSymbolicLink() ? fs.readlinkSync(link) : link;
  const binaries = findBinaries(identity, () => (identity.uid === undefined ? dataDirectory : systemFolder()));
  return { dataDirectory, folder, binaries, identity };
}

// In single-user mode Postgres asks for no password. The server archives its changes, so this is archived, too.
async function execute({ folder, binaries, identity }: Cluster, database: string, sql: string, signal?: AbortSignal) {
  const args = ["--single", "-D", folder, "-c", "exit_on_error=on", "-c", "archive_mode=on", database];
  const running = run(path.join(binaries, "postgres"), args, { ...runningAs(identity), signal });
  running.child.stdin?.end(`${sql}\n`);
  await running;
}

/** Sets the superuser's password in a stopped database. The application's role gets its own when the database is migrated. */
export const setOwnerPassword = (dataDirectory: string, password: string): Promise<void> =>
  execute(locateCluster(dataDirectory), DATABASE, `alter role postgres password '${scramVerifier(password)}';`);

/**
 * Creates the cluster with its superuser `postgres` and its database, in a draft folder that is renamed at the end, so that
 * an interruption never leaves half a cluster. Throws ConfigError with the reason that initdb gave.
 */
export async function initCluster(cluster: Cluster, password: string, signal?: AbortSignal): Promise<void> {
  const { folder, binaries, identity } = cluster;
  // A killed start may leave an initdb that still writes to its draft; the next start then removes it.
  const clearDrafts = () => spawnSync("sh", ["-c", 'rm -rf "$0".draft-*', folder]);
  fs.mkdirSync(path.dirname(folder), { recursive: true });
  clearDrafts();
  const draft = fs.mkdtempSync(`${folder}.draft-`);
  const passwordFile = `${draft}.password`;
  try {
    fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600, flag: "wx" });
    giveTo(identity, draft, passwordFile);
    const args = ["-D", draft, "-U", "postgres", "-A", "scram-sha-256", `--pwfile=${passwordFile}`, ...LOCALE];
    await run(path.join(binaries, "initdb"), args, { ...runningAs(identity), signal });
    await execute({ ...cluster, folder: draft }, "postgres", `create database ${DATABASE};`, signal);
    fs.renameSync(draft, folder);
  } catch (error) {
    if (signal?.aborted) throw error;
    const reason = error instanceof Error && "stderr" in error ? String(error.stderr).trim().split("\n").at(-1) : error;
    throw new ConfigError(`The embedded database could not be created in ${folder}: ${reason}`);
  } finally {
    clearDrafts();
  }
}
