import { execFile } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { promisify } from "node:util";
import { ConfigError } from "@/lib/env";
import type { Identity } from "./embedded-binaries";

const run = promisify(execFile);

// LANG must not decide the encoding: unset, it would mean SQL_ASCII.
const LOCALE = ["--encoding=UTF8", "--no-locale", "--locale-provider=builtin", "--builtin-locale=C.UTF-8"];

/** What Postgres's programs get of our environment: nothing secret, and messages in English. */
export const programEnv = { PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C", TZ: "UTC" };

/** Whether a cluster has been made there; `initCluster` gives it its name only when it is whole. */
export function clusterExists(cluster: string): boolean {
  return fs.existsSync(path.join(cluster, "PG_VERSION"));
}

/**
 * Makes the cluster with its superuser `postgres`, in a draft folder that is renamed at the end, so that an interrupted
 * initdb leaves none. Throws ConfigError with initdb's own reason.
 */
export async function initCluster(
  binaries: string,
  cluster: string,
  identity: Identity,
  password: string,
): Promise<void> {
  const draft = `${cluster}.draft`;
  const passwordFile = `${cluster}.password`;
  const { uid, gid } = identity;
  for (const leftover of [draft, passwordFile]) fs.rmSync(leftover, { recursive: true, force: true });
  try {
    fs.mkdirSync(draft, { recursive: true, mode: 0o700 });
    fs.writeFileSync(passwordFile, `${password}\n`, { mode: 0o600, flag: "wx" });
    if (uid !== undefined && gid !== undefined) {
      fs.chownSync(draft, uid, gid);
      fs.chownSync(passwordFile, uid, gid);
    }
    const args = ["-D", draft, "-U", "postgres", "-A", "scram-sha-256", `--pwfile=${passwordFile}`, ...LOCALE];
    await run(path.join(binaries, "initdb"), args, { ...identity, cwd: "/", env: programEnv });
    fs.renameSync(draft, cluster);
  } catch (error) {
    const reason = error instanceof Error && "stderr" in error ? String(error.stderr).trim().split("\n").at(-1) : error;
    throw new ConfigError(`The embedded database could not be made in ${cluster}: ${reason}`);
  } finally {
    for (const leftover of [draft, passwordFile]) fs.rmSync(leftover, { recursive: true, force: true });
  }
}
