import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { z } from "zod";
import { newestMigration } from "@/db/newest-migration";
import { ConfigError } from "@/lib/env";
import { readJsonFile } from "@/lib/private-file";

// In a backup's folder: wal/, the log of changes without end, and base/<time>/, copies of all files from which it can be replayed.

const time = z.string().transform((text) => new Date(text));
const Facts = z.object({
  format: z.literal(1),
  postgres: z.string(),
  system_identifier: z.string(),
  migration: z.number(),
  started_at: time,
  stopped_at: time,
  first_wal: z.string(),
  last_wal: z.string(),
  bytes: z.number(),
});

/** One copy of all files, complete. */
export type Base = z.output<typeof Facts> & { folder: string };

export const walIn = (directory: string): string => path.join(directory, "wal");
export const basesIn = (directory: string): string => path.join(directory, "base");
export const factsFile = (folder: string): string => path.join(folder, "backup.json");
export const shown = (at: Date): string => at.toISOString();

/** The complete copies in a backup's folder, oldest first. Throws ConfigError if one is of a newer version. */
export function listBases(directory: string): Base[] {
  const root = basesIn(directory);
  if (!fs.existsSync(root)) return [];
  const bases = fs.readdirSync(root).flatMap((name) => {
    const folder = path.join(root, name);
    const facts = name.startsWith(".") ? undefined : readJsonFile(factsFile(folder));
    if (facts === undefined) return [];
    const base = Facts.safeParse(facts).data;
    if (base) return [{ ...base, folder }];
    throw new ConfigError(`${folder} is not a backup of this product, or of a newer version.`);
  });
  return bases.sort((a, b) => a.stopped_at.getTime() - b.stopped_at.getTime());
}

/** The copy from which that time can be reached; without a time the newest. Throws ConfigError if there is none. */
export function chooseBase(directory: string, at: Date | undefined): Base {
  const bases = listBases(directory);
  const [oldest] = bases;
  if (!oldest || !fs.existsSync(walIn(directory))) throw new ConfigError(`There is no backup in ${directory}.`);
  const base = bases.findLast(({ stopped_at: stopped }) => !at || stopped <= at);
  if (!base)
    throw new ConfigError(`The oldest backup in ${directory} is of ${shown(oldest.stopped_at)}; give a later time.`);
  if (base.migration > newestMigration) {
    throw new ConfigError(`${base.folder} was made by a newer version of the product; restore it with that one.`);
  }
  return base;
}

// A name has the timeline first, and then the place, which grows.
const placeOf = (wal: string) => wal.slice(8, 24);

const SEGMENTS_PER_LOG = 256;
const numberOf = (wal: string) =>
  Number.parseInt(wal.slice(8, 16), 16) * SEGMENTS_PER_LOG + Number.parseInt(wal.slice(16, 24), 16);

/**
 * Throws ConfigError if a file is missing or damaged among the changes from a copy to the last: Postgres would take it for the end.
 */
export function assertUnbroken(directory: string, { first_wal: first }: Base): void {
  const ofTimeline = new RegExp(`^${first.slice(0, 8)}[0-9A-F]{16}\\.gz$`);
  const names = fs.readdirSync(walIn(directory)).filter((name) => ofTimeline.test(name) && name.slice(0, 24) >= first);
  for (const [index, name] of names.sort().entries()) {
    const isNext = numberOf(name) === numberOf(first) + index;
    if (isNext && spawnSync("gzip", ["-t", path.join(walIn(directory), name)]).status === 0) continue;
    const what = isNext ? `${name} is damaged` : `files before ${name} are missing`;
    throw new ConfigError(
      `The changes in ${directory} are not whole: ${what}. With --at a time before that can be reached.`,
    );
  }
}

/** Removes all but the newest `keep` copies, and the changes that only they needed. Returns how many copies and files went. */
export function prune(directory: string, keep: number): { bases: number; files: number } {
  const bases = listBases(directory);
  const old = bases.slice(0, -keep);
  for (const { folder } of old) fs.rmSync(folder, { recursive: true });
  const needed = bases
    .slice(-keep)
    .map(({ first_wal: wal }) => placeOf(wal))
    .sort()[0];
  if (needed === undefined) return { bases: 0, files: 0 };
  const files = fs.readdirSync(walIn(directory));
  const unneeded = files.filter((name) => /^[0-9A-F]{24}\./.test(name) && placeOf(name) < needed);
  for (const name of unneeded) fs.rmSync(path.join(walIn(directory), name));
  return { bases: old.length, files: unneeded.length };
}
