import fs from "node:fs";
import path from "node:path";
import { ConfigError } from "@/lib/env";
import { admits, giveTo } from "@/server/cluster";
import type { Identity } from "@/server/embedded-binaries";

/** In the cluster: a link to the folder that its log of changes is copied to. Without it nothing is copied. */
const LINK = "archive_to";
/** The same in a cluster that is being restored, where it comes from. */
export const SOURCE = "restore_from";

// Postgres runs these in the cluster's folder. It calls the first again until it succeeds, also for a file that has arrived
// already. A link that leads nowhere, because a disk is missing, is a failure: the changes wait in the cluster.
const ARCHIVE = `test ! -L ${LINK} || { f=${LINK}/%f.gz; if test -e $f; then gzip -dc $f | cmp -s - %p; else gzip -4c %p > $f.part && sync $f.part && mv $f.part $f && sync ${LINK}/.; fi; }`;
export const FETCH = `test -f ${SOURCE}/%f.gz && gzip -dc ${SOURCE}/%f.gz > %p`;

/** What the embedded server always runs with, so that archiving can begin without a restart. */
export const archiving = { archive_mode: "on", archive_command: ARCHIVE };

/** Where the cluster's changes are copied to; undefined if they are not. */
export const archiveOf = (cluster: string): string | undefined =>
  fs.lstatSync(path.join(cluster, LINK), { throwIfNoEntry: false }) && fs.readlinkSync(path.join(cluster, LINK));

export const beginArchiving = (cluster: string, folder: string): void =>
  fs.symlinkSync(folder, path.join(cluster, LINK));

export const endArchiving = (cluster: string): void => fs.rmSync(path.join(cluster, LINK), { force: true });

/** Whether a name in the cluster belongs to its archiving, and not to its data. */
export const isOfArchiving = (name: string): boolean => name === LINK || name === SOURCE;

/** Makes a folder, mode 700, that belongs to the user Postgres runs as. Throws ConfigError if that user cannot get there. */
export function makeFolderFor(identity: Identity, folder: string): void {
  fs.mkdirSync(folder, { recursive: true, mode: 0o700 });
  giveTo(identity, folder);
  if (!admits(identity, folder, path.dirname(folder)))
    throw new ConfigError(`The database's user (uid ${identity.uid}) cannot get to ${folder}; choose another place.`);
}
