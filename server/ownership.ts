import crypto from "node:crypto";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { ConfigError } from "@/lib/env";
import { readJsonFile, writeDraft } from "@/lib/private-file";
import { isAlive, startOf } from "./process-identity";

const OwnerSchema = z.object({
  pid: z.int().positive(),
  started: z.string(),
  purpose: z.enum(["server", "cli"]),
  nonce: z.string(),
});
type Owner = z.output<typeof OwnerSchema>;
export type Purpose = Owner["purpose"];

/** The right to start and stop the database in a data directory, until `release`. */
export type Ownership = { release(): void };

const WAIT_SECONDS = 15;
const TAKEOVER_STALE_MILLISECONDS = 10_000;

function readOwner(file: string): Owner | undefined {
  try {
    return OwnerSchema.safeParse(readJsonFile(file)).data;
  } catch {
    return undefined; // not ours, or damaged: it proves nobody's ownership
  }
}

function isPresent(owner: Owner): boolean {
  return isAlive(owner.pid) && startOf(owner.pid) === owner.started;
}

function tryLink(draft: string, file: string): boolean {
  try {
    fs.linkSync(draft, file);
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === "EEXIST") return false;
    throw error;
  }
}

// Replacing a dead owner needs a lock of its own: two that both saw it dead would each remove the other's new file.
function tryTakeOver(draft: string, file: string): boolean {
  const lock = `${file}.takeover`;
  if (!tryLink(draft, lock)) {
    const age = Date.now() - (fs.statSync(lock, { throwIfNoEntry: false })?.mtimeMs ?? Date.now());
    if (age > TAKEOVER_STALE_MILLISECONDS) fs.rmSync(lock, { force: true });
    return false;
  }
  try {
    const owner = readOwner(file);
    if (owner && isPresent(owner)) return false;
    fs.copyFileSync(draft, `${draft}.new`);
    fs.renameSync(`${draft}.new`, file);
    return true;
  } finally {
    fs.rmSync(lock, { force: true });
  }
}

/** Takes the directory if nobody alive holds it. Exactly one of several that try at once gets it. */
function claim(file: string, purpose: Purpose): Ownership | { holder: Owner | undefined } {
  const holder = readOwner(file);
  if (holder && isPresent(holder)) return { holder };
  const nonce = crypto.randomUUID();
  const draft = writeDraft(file, JSON.stringify({ pid: process.pid, started: startOf(process.pid), purpose, nonce }));
  try {
    if (!tryLink(draft, file) && !tryTakeOver(draft, file)) return { holder: readOwner(file) };
  } finally {
    fs.rmSync(draft, { force: true });
  }
  return {
    release() {
      if (readOwner(file)?.nonce === nonce) fs.rmSync(file, { force: true });
    },
  };
}

/** Whether a living server holds the data directory. */
export function isServed(dataDirectory: string): boolean {
  const owner = readOwner(path.join(dataDirectory, "owner.json"));
  return owner?.purpose === "server" && isPresent(owner);
}

/**
 * Waits until the data directory is this process's own, or, for a command, until a server turns out to hold it
 * ("attach"). Throws ConfigError when a second server would share it, or when a command holds it for 15 seconds.
 */
export async function takeOwnership(
  dataDirectory: string,
  purpose: Purpose,
  signal?: AbortSignal,
): Promise<Ownership | "attach"> {
  const file = path.join(dataDirectory, "owner.json");
  for (const deadline = Date.now() + WAIT_SECONDS * 1000; ; await sleep(50, undefined, { signal })) {
    const result = claim(file, purpose);
    if ("release" in result) return result;
    if (result.holder?.purpose === "server" && isPresent(result.holder)) {
      if (purpose === "cli") return "attach";
      throw new ConfigError(
        `The data directory ${dataDirectory} is in use by the server with pid ${result.holder.pid}; stop that one, or set DATA_DIR to another directory.`,
      );
    }
    if (Date.now() > deadline) {
      const who = result.holder ? `the command with pid ${result.holder.pid}` : "another process";
      throw new ConfigError(
        `The data directory ${dataDirectory} is still in use by ${who}; try again when it has ended.`,
      );
    }
  }
}
