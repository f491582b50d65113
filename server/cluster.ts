import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { ConfigError } from "@/lib/env";
import { type Identity, runningAs } from "./embedded-binaries";

const run = promisify(execFile);

// LANG must not decide the encoding: unset, it would mean SQL_ASCII.
const LOCALE = ["--encoding=UTF8", "--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];

/** The name of the cluster's database. */
export const DATABASE = "leadvibe";

/** Whether there is a cluster. `initCluster` renames it to this path only once it is complete. */
export function clusterExists(cluster: string): boolean {
  return fs.existsSync(path.join(cluster, "PG_VERSION"));
}

type NewCluster = {
  binaries: string;
  cluster: string;
  identity: Identity;
  password: string;
  signal?: AbortSignal | undefined;
};

// A killed start leaves its draft, perhaps with an initdb still writing to it, so each draft has a name of its own.
function clearDrafts(cluster: string): void {
  const parent = path.dirname(cluster);
  for (const name of fs.readdirSync(parent)) {
    if (!name.startsWith(`${path.basename(cluster)}.draft-`)) continue;
    try {
      fs.rmSync(path.join(parent, name), { recursive: true, force: true });
    } catch {
      // still being written to; the next start removes it
    }
  }
}

/**
 * Creates the cluster with its superuser `postgres` and its database, in a draft folder that is renamed at the end, so that
 * an interruption never leaves half a cluster. Throws ConfigError with the reason that initdb gave.
 */
export async function initCluster({ binaries, cluster, identity, password, signal }: NewCluster): Promise<void> {
  fs.mkdirSync(path.dirname(cluster), { recursive: true });
  clearDrafts(cluster);
  const draft = fs.mkdtempSync(`${cluster}.draft-`);
  const passwordFile = `${draft}.password`;
  const { uid, gid } = identity;
  try {
    fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600, flag: "wx" });
    if (uid !== undefined && gid !== undefined) {
      fs.chownSync(draft, uid, gid);
      fs.chownSync(passwordFile, uid, gid);
    }
    const args = ["-D", draft, "-U", "postgres", "-A", "scram-sha-256", `--pwfile=${passwordFile}`, ...LOCALE];
    const options = { ...runningAs(identity), signal };
    await run(path.join(binaries, "initdb"), args, options);
    const single = ["--single", "-D", draft, "-c", "exit_on_error=on", "postgres"];
    const creating = run(path.join(binaries, "postgres"), single, options);
    creating.child.stdin?.end(`create database ${DATABASE};\n`);
    await creating;
    fs.renameSync(draft, cluster);
  } catch (error) {
    if (signal?.aborted) throw error;
    const reason = error instanceof Error && "stderr" in error ? String(error.stderr).trim().split("\n").at(-1) : error;
    throw new ConfigError(`The embedded database could not be created in ${cluster}: ${reason}`);
  } finally {
    clearDrafts(cluster);
  }
}
