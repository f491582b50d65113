import { sql } from "drizzle-orm";
import { findJson, jsonObject, jsonTime } from "@/db/json";
import { auditTrees } from "@/db/schema/audit-trees";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import type { AuditTree } from "./schema";

const tree = jsonObject({
  size: auditTrees.size,
  verified: auditTrees.verified,
  verified_at: jsonTime(auditTrees.verifiedAt),
  differs_at: auditTrees.differsAt,
  has_checkpoint: sql`${auditTrees.checkpoint} is not null`,
});

/** What is known about the organization's tree; null before the first entry is sealed, and for those who are not org admins. */
export async function findAuditTree(tx: Tx, actor: Actor): Promise<AuditTree | null> {
  const found = await findJson<AuditTree>(
    tx,
    sql`select ${tree}::text as json from ${auditTrees} where ${auditTrees.orgId} = ${actor.orgId}`,
  );
  return found?.parse() ?? null;
}
