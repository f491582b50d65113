import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { ConfigError } from "@/lib/env";
import { readJsonFile, writePrivateFile } from "@/lib/private-file";
import { startOf } from "./process-identity";

const OwnerSchema = z.object({
  pid: z.int().positive(),
  started: z.string().min(1),
  purpose: z.enum(["server", "cli"]),
});
type Owner = z.output<typeof OwnerSchema>;
export type Purpose = Owner["purpose"];

/** The right to start and stop the database in a data directory, until `release`. */
export type Ownership = { release(): void };

const WAIT_SECONDS = 15;
const STALE_LOCK_MILLISECONDS = 10_000;

const ownerFile = (dataDirectory: string) => path.join(dataDirectory, "owner.json");

function livingOwner(dataDirectory: string): Owner | undefined {
  try {
    const owner = OwnerSchema.parse(readJsonFile(ownerFile(dataDirectory)));
    return startOf(owner.pid) === owner.started ? owner : undefined;
  } catch {
    return undefined; // missing, damaged or not ours: it proves nobody's ownership
  }
}

// Held while the owner file is replaced: two that both saw a dead owner would each overwrite the other's new file.
function lock(file: string): boolean {
  try {
    fs.closeSync(fs.openSync(file, "wx", 0o600));
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
    const madeAt = fs.statSync(file, { throwIfNoEntry: false })?.mtimeMs ?? Date.now();
    if (Date.now() - madeAt > STALE_LOCK_MILLISECONDS) fs.rmSync(file, { force: true });
    return false;
  }
}

/** Takes the directory unless a living process owns it. Exactly one of several that try at once gets it. */
function claim(dataDirectory: string, purpose: Purpose): Ownership | undefined {
  const file = ownerFile(dataDirectory);
  if (livingOwner(dataDirectory) || !lock(`${file}.lock`)) return undefined;
  try {
    if (livingOwner(dataDirectory)) return undefined;
    writePrivateFile(file, JSON.stringify({ pid: process.pid, started: startOf(process.pid), purpose }));
  } finally {
    fs.rmSync(`${file}.lock`);
  }
  return { release: () => fs.rmSync(file, { force: true }) };
}

/** Whether a running server owns the data directory. */
export function isServed(dataDirectory: string): boolean {
  return livingOwner(dataDirectory)?.purpose === "server";
}

/**
 * Waits until this process owns the data directory, or, for a command, until a server turns out to own it ("attach").
 * Throws ConfigError when a second server would share it, or when a command keeps it for 15 seconds.
 */
export async function takeOwnership(
  dataDirectory: string,
  purpose: Purpose,
  signal?: AbortSignal,
): Promise<Ownership | "attach"> {
  for (const deadline = Date.now() + WAIT_SECONDS * 1000; ; await sleep(50, undefined, { signal })) {
    const owned = claim(dataDirectory, purpose);
    if (owned) return owned;
    const owner = livingOwner(dataDirectory);
    if (owner?.purpose === "server") {
      if (purpose === "cli") return "attach";
      throw new ConfigError(
        `The data directory ${dataDirectory} is in use by the server with pid ${owner.pid}; stop that one, or set DATA_DIR to another directory.`,
      );
    }
    if (Date.now() > deadline) {
      const who = owner ? `the command with pid ${owner.pid}` : "another process";
      throw new ConfigError(
        `The data directory ${dataDirectory} is still in use by ${who}; try again when it has ended.`,
      );
    }
  }
}
