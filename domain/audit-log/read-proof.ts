import { desc, type SQL, sql } from "drizzle-orm";
import { auditKeys, auditTrees } from "@/db/schema/audit-trees";
import type { Tx } from "@/db/scope";
import type { Reader } from "@/domain/access/reader";
import { DomainError } from "@/lib/errors";

/** The newest signed checkpoint of an organization's audit log; null before the first. */
export async function findNewestCheckpoint(tx: Tx, orgId: string | SQL): Promise<string | null> {
  const [tree] = await tx
    .select({ checkpoint: auditTrees.checkpoint })
    .from(auditTrees)
    .where(sql`${auditTrees.orgId} = ${orgId}`);
  return tree?.checkpoint ?? null;
}

/** The same. Throws checkpoint_not_found before the first. */
export async function readNewestCheckpoint(tx: Tx, reader: Reader): Promise<string> {
  const checkpoint = await findNewestCheckpoint(tx, reader.orgId);
  if (checkpoint === null) throw new DomainError("checkpoint_not_found");
  return checkpoint;
}

/** The keys that have signed its checkpoints, one a line, newest first. Throws checkpoint_not_found before the first. */
export async function readVerifierKeys(tx: Tx, reader: Reader): Promise<string> {
  const keys = await tx
    .select({ key: auditKeys.key })
    .from(auditKeys)
    .where(sql`${auditKeys.orgId} = ${reader.orgId}`)
    .orderBy(desc(auditKeys.firstUsedAt));
  if (keys.length === 0) throw new DomainError("checkpoint_not_found");
  return keys.map(({ key }) => `${key}\n`).join("");
}
