import fs from "node:fs";
import path from "node:path";
import { setArchiving } from "@/db/base-backup";
import { migrateDatabase } from "@/db/migrate";
import { ConfigError } from "@/lib/env";
import { clusterExists, setOwnerPassword } from "@/server/cluster";
import { openDataDirectory, readSecrets } from "@/server/data-directory";
import { startEmbeddedPostgres } from "@/server/embedded-postgres";
import { own } from "@/server/ownership";
import { assertUnbroken, type Base, chooseBase, shown } from "./backups";
import { removeHome, startRestored, type Until } from "./start-restored";
import { verifyRestored } from "./verify-restored";

const parts = ["cluster", "secrets.json", "demo.json"];

async function prepare(directory: string, base: Base, home: string, until: Until, signal?: AbortSignal) {
  await (await startRestored(directory, base, home, until, signal)).stop();
  // Its password may have changed between the copy, which has the secrets, and that time.
  await setOwnerPassword(home, readSecrets(home).owner_password);
  const restored = await startEmbeddedPostgres({ dataDirectory: home, purpose: "server", signal });
  try {
    await migrateDatabase(restored);
    await setArchiving(restored.ownerUrl, false); // it begins again with the next backup
    return await verifyRestored(restored.ownerUrl, restored.appUrl);
  } finally {
    await restored.stop();
  }
}

/** Puts what was restored in the place of what is there, which goes into a folder beside it. Undoes all of it if one part fails. */
function moveIn(home: string, dataDirectory: string): string | undefined {
  const aside = path.join(dataDirectory, `before-${shown(new Date()).replaceAll(":", "-")}`);
  const moved: [string, string][] = [];
  const move = (from: string, to: string) => {
    if (!fs.lstatSync(from, { throwIfNoEntry: false })) return;
    fs.mkdirSync(path.dirname(to), { recursive: true, mode: 0o700 });
    fs.renameSync(from, to);
    moved.push([from, to]);
  };
  try {
    for (const part of parts) move(path.join(dataDirectory, part), path.join(aside, part));
    for (const part of parts) move(path.join(home, part), path.join(dataDirectory, part));
  } catch (error) {
    for (const [from, to] of moved.reverse()) fs.renameSync(to, from);
    throw error;
  }
  return fs.existsSync(aside) ? aside : undefined;
}

type Options = { from: string; at?: Date | undefined; dataDirectory: string; replaces: boolean };

/**
 * Restores a backup to the data directory, as it was at a time or at the end, after it has started there and was verified. Throws
 * ConfigError, and leaves everything as it was, if that fails, a server runs, or there is a database already and it is not told to
 * replace it.
 */
export async function restore({ from, at, dataDirectory, replaces }: Options, signal?: AbortSignal) {
  const base = chooseBase(from, at);
  if (!at) assertUnbroken(from, base);
  const directory = openDataDirectory(dataDirectory);
  const owned = await own(directory, "server", signal);
  try {
    if (clusterExists(directory) && !replaces) {
      throw new ConfigError(
        `${directory} has a database already. With --replace it is moved to a folder beside, and kept.`,
      );
    }
    const home = fs.mkdtempSync(path.join(directory, "restoring-"));
    try {
      const found = await prepare(from, base, home, at ?? "end", signal);
      return { ...found, backup: base.folder, kept: moveIn(home, directory) };
    } finally {
      removeHome(home);
    }
  } finally {
    owned.release();
  }
}
