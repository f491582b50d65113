import fs from "node:fs/promises";
import path from "node:path";
import { withSealing } from "@/db/audit-sealing";
import { readCheckpoint } from "@/lib/checkpoint";
import { env } from "@/lib/env";
import { log } from "@/lib/log";
import { writeDraft } from "@/lib/private-file";
import { findNewestCheckpoint } from "./read-proof";

const isThere = (file: string) =>
  fs.access(file).then(
    () => true,
    () => false,
  );

// A link is made at once or not at all, and never in the place of another file.
async function write(file: string, content: string): Promise<void> {
  await fs.mkdir(path.dirname(file), { recursive: true });
  const draft = writeDraft(file, content);
  try {
    await fs.link(draft, file);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code !== "EEXIST") throw error;
  } finally {
    await fs.rm(draft, { force: true });
  }
}

/**
 * Keeps the organization's newest checkpoint as a file in AUDIT_CHECKPOINT_DIR, if that is set and has none of this size. A
 * failure is logged, and the next run tries again.
 */
export async function keepCheckpoint(orgId: string): Promise<void> {
  const directory = env().AUDIT_CHECKPOINT_DIR;
  const checkpoint = directory && (await withSealing(orgId, (tx) => findNewestCheckpoint(tx, orgId)));
  if (!directory || !checkpoint) return;
  const file = path.resolve(directory, orgId, `${readCheckpoint(checkpoint)?.size}.txt`);
  try {
    if (!(await isThere(file))) await write(file, checkpoint);
  } catch (error) {
    log().error({ org_id: orgId, err: error }, "a checkpoint could not be kept in AUDIT_CHECKPOINT_DIR");
  }
}
