import { spawnSync } from "node:child_process";
import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { z } from "zod";
import { ConfigError } from "@/lib/env";
import { readJsonFile, writePrivateFile } from "@/lib/private-file";
import { findReady, isAlive, type Postmaster } from "./postmaster";

const OwnerSchema = z.object({ pid: z.int().positive(), purpose: z.enum(["server", "command"]) });
type Owner = z.output<typeof OwnerSchema>;
export type Purpose = Owner["purpose"];

/** The right to start and stop the database in a data directory, until `release` or the end of this process; or to use `joined`. */
export type Ownership = { joined?: Postmaster; release(): void };

const WAIT_SECONDS = 30;
// Locks the folder that it gets as file 3. The lock belongs to the opened folder, so it outlasts this command.
const [LOCK, ...LOCK_ARGUMENTS] =
  process.platform === "darwin" ? ["perl", "-e", 'open(F, "<&=3"); exit !flock(F, 6)'] : ["flock", "-n", "3"];

const ownerFile = (dataDirectory: string) => path.join(dataDirectory, "owner.json");

/** Takes the directory unless another process has it. The kernel unlocks it when this process ends, however it does. */
function claim(dataDirectory: string, purpose: Purpose): Ownership | undefined {
  const folder = fs.openSync(dataDirectory, "r");
  const { status, error } = spawnSync(LOCK, LOCK_ARGUMENTS, { stdio: ["ignore", "ignore", "ignore", folder] });
  if (status !== 0) {
    fs.closeSync(folder);
    if (error) throw new ConfigError(`The command ${LOCK}, which locks the data directory, fails: ${error.message}`);
    return undefined;
  }
  writePrivateFile(ownerFile(dataDirectory), JSON.stringify({ pid: process.pid, purpose }));
  const release = () => {
    fs.rmSync(ownerFile(dataDirectory), { force: true });
    fs.closeSync(folder);
  };
  return { release };
}

/** The living process that owns the directory; undefined also in the moment before a new owner has noted itself. */
export function findOwner(dataDirectory: string): Owner | undefined {
  const owner = OwnerSchema.safeParse(readJsonFile(ownerFile(dataDirectory))).data;
  return owner && isAlive(owner.pid) ? owner : undefined;
}

/**
 * Waits until this process owns the data directory, or, for a command, until it has joined the server that owns it. Throws
 * ConfigError when a second server would share it, or when its owner keeps it for 30 seconds.
 */
export async function own(dataDirectory: string, purpose: Purpose, signal?: AbortSignal): Promise<Ownership> {
  const inUse = (words: string) => new ConfigError(`The data directory ${dataDirectory} is ${words}.`);
  for (const deadline = Date.now() + WAIT_SECONDS * 1000; ; await sleep(50, undefined, { signal })) {
    const owned = claim(dataDirectory, purpose);
    if (owned) return owned;
    const owner = findOwner(dataDirectory);
    const who = owner ? `the ${owner.purpose} with pid ${owner.pid}` : "another process";
    if (owner?.purpose === "server") {
      if (purpose === "server") throw inUse(`in use by ${who}; stop that one, or set DATA_DIR to another directory`);
      const joined = await findReady(dataDirectory, signal);
      if (joined) return { joined, release() {} };
    }
    if (Date.now() > deadline) throw inUse(`still in use by ${who}; try again when it has ended`);
  }
}
