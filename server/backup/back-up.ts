import fs from "node:fs";
import path from "node:path";
import { setArchiving, systemIdentifierOf, takeBaseBackup } from "@/db/base-backup";
import { ConfigError } from "@/lib/env";
import { writePrivateFile } from "@/lib/private-file";
import { chooseIdentity } from "@/server/cluster";
import type { EmbeddedPostgres } from "@/server/embedded-postgres";
import { archiveOf, beginArchiving, endArchiving, makeFolderFor } from "./archive";
import { type Base, basesIn, factsFile, listBases, walIn } from "./backups";
import { copyCluster } from "./copy-cluster";
import { removeHome, startRestored } from "./start-restored";
import { verifyRestored } from "./verify-restored";

const clusterOf = ({ dataDirectory }: EmbeddedPostgres) => fs.realpathSync(path.join(dataDirectory, "cluster"));

/** Lets the changes be copied to the backup's folder from now on. Returns how to take that back. */
async function archiveTo(embedded: EmbeddedPostgres, directory: string): Promise<() => Promise<void>> {
  const [cluster, folder] = [clusterOf(embedded), walIn(directory)];
  const present = archiveOf(cluster);
  if (present !== undefined && present !== folder) {
    throw new ConfigError(`The changes are archived in ${present}; end that first: npm run backup -- --stop`);
  }
  makeFolderFor(chooseIdentity(embedded.dataDirectory), folder);
  if (present === folder) return async () => {};
  await setArchiving(embedded.ownerUrl, true);
  beginArchiving(cluster, folder);
  return () => stopArchiving(embedded);
}

/** Ends archiving; what there is in the backup's folder stays. */
export async function stopArchiving(embedded: EmbeddedPostgres): Promise<void> {
  endArchiving(clusterOf(embedded));
  await setArchiving(embedded.ownerUrl, false);
}

async function copyInto(folder: string, embedded: EmbeddedPostgres, directory: string, signal?: AbortSignal) {
  let bytes = 0;
  const copy = async () => {
    bytes = await copyCluster(clusterOf(embedded), path.join(folder, "cluster"), signal);
  };
  const isArchived = (wal: string) => fs.existsSync(path.join(walIn(directory), `${wal}.gz`));
  const { label, ...taken } = await takeBaseBackup(embedded.ownerUrl, copy, isArchived);
  writePrivateFile(path.join(folder, "cluster.label"), label);
  for (const name of ["secrets.json", "demo.json"]) {
    const file = path.join(embedded.dataDirectory, name);
    if (fs.existsSync(file)) writePrivateFile(path.join(folder, name), fs.readFileSync(file, "utf8"));
  }
  const postgres = fs.readFileSync(path.join(folder, "cluster", "PG_VERSION"), "utf8").trim();
  writePrivateFile(factsFile(folder), JSON.stringify({ format: 1, postgres, ...taken, bytes }));
  return taken;
}

async function assertOwn(embedded: EmbeddedPostgres, directory: string): Promise<void> {
  const last = listBases(directory).at(-1);
  if (last && last.system_identifier !== (await systemIdentifierOf(embedded.ownerUrl))) {
    throw new ConfigError(`${directory} has backups of another database; choose another folder.`);
  }
}

/**
 * Copies all files of the running database with its keys into the backup's folder, and lets its changes be copied there from now on.
 * If anything fails, everything is as it was before.
 */
export async function takeBackup(embedded: EmbeddedPostgres, directory: string, signal?: AbortSignal): Promise<Base> {
  await assertOwn(embedded, directory);
  fs.mkdirSync(basesIn(directory), { recursive: true, mode: 0o700 });
  const takeBack = await archiveTo(embedded, directory);
  const draft = fs.mkdtempSync(path.join(basesIn(directory), ".draft-"));
  try {
    const { started_at: startedAt } = await copyInto(draft, embedded, directory, signal);
    const folder = path.join(basesIn(directory), startedAt.toISOString().replaceAll(":", "-"));
    fs.renameSync(draft, folder);
    return listBases(directory).find((base) => base.folder === folder) as Base;
  } catch (error) {
    fs.rmSync(draft, { recursive: true, force: true });
    await takeBack();
    throw error;
  }
}

/** Restores the copy beside the backup and verifies it. Nothing of that stays. */
export async function tryRestoring(directory: string, base: Base, signal?: AbortSignal) {
  const home = fs.mkdtempSync(path.join(directory, "trying-"));
  try {
    const restored = await startRestored(directory, base, home, "whole", signal);
    try {
      return await verifyRestored(restored.ownerUrl, restored.appUrl);
    } finally {
      await restored.stop(1);
    }
  } finally {
    removeHome(home);
  }
}
