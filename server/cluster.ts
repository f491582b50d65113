import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { ConfigError } from "@/lib/env";
import type { Identity } from "./embedded-binaries";
import { programEnv } from "./process-identity";

const run = promisify(execFile);

// LANG must not decide the encoding: unset, it would mean SQL_ASCII.
const LOCALE = ["--encoding=UTF8", "--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];

/** Whether there is a cluster; `initCluster` gives it its name only once it is complete. */
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
 * Creates the cluster with its superuser `postgres`, in a draft folder that is renamed at the end, so that an interrupted
 * initdb never leaves half a cluster. Throws ConfigError with initdb's own reason.
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
    await run(path.join(binaries, "initdb"), args, { ...identity, cwd: "/", env: programEnv, signal });
    fs.renameSync(draft, cluster);
  } catch (error) {
    if (signal?.aborted) throw error;
    const reason = error instanceof Error && "stderr" in error ? String(error.stderr).trim().split("\n").at(-1) : error;
    throw new ConfigError(`The embedded database could not be created in ${cluster}: ${reason}`);
  } finally {
    clearDrafts(cluster);
  }
}
