import fs from "node:fs/promises";
import { env } from "./env";
import { DomainError } from "./errors";
import { log } from "./log";
import { gauge } from "./metric-registry";
import { processWide } from "./process-wide";

const LOOK_EVERY_MILLISECONDS = 5_000;

type Space = { freeBytes: number; sizeBytes: number };

const shared = processWide("disk space", (): { space?: Space; isShort: boolean } => {
  const show = (name: string, help: string, field: keyof Space) =>
    gauge(name, help).from(() => (shared.space ? [[shared.space[field]]] : []));
  show("leadvibe_disk_free_bytes", "Free space on the disk of the embedded database.", "freeBytes");
  show("leadvibe_disk_size_bytes", "Size of the disk of the embedded database.", "sizeBytes");
  return { isShort: false };
});

/** Looks how much space is left around a directory, and notes whether that is less than DISK_FREE_PERCENT. */
export async function lookAtDisk(directory: string): Promise<void> {
  const { bavail, blocks, bsize } = await fs.statfs(directory);
  const space = { freeBytes: bavail * bsize, sizeBytes: blocks * bsize };
  const isShort = 100 * bavail < env().DISK_FREE_PERCENT * blocks;
  if (isShort && !shared.isShort) log().error(space, "the disk is almost full: writes are refused");
  if (!isShort && shared.isShort) log().warn(space, "the disk has room again: writes are accepted");
  Object.assign(shared, { space, isShort });
}

/** Keeps looking at the disk of a directory for as long as the process lives. */
export async function watchDisk(directory: string): Promise<void> {
  const look = () => lookAtDisk(directory).catch((err: unknown) => log().warn({ err }, "the disk cannot be looked at"));
  await look();
  setInterval(look, LOOK_EVERY_MILLISECONDS).unref();
}

/** Throws storage_full while too little space is left for what somebody wants to add. */
export function assertDiskSpace(): void {
  if (shared.isShort) throw new DomainError("storage_full");
}

/** Whether too little space is left. */
export const isDiskShort = (): boolean => shared.isShort;
