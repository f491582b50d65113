import { sql } from "drizzle-orm";
import { withSealing } from "@/db/audit-sealing";
import { auditKeys } from "@/db/schema/audit-trees";
import type { Tx } from "@/db/scope";
import { readCheckpoint, signerOf, verifiedCheckpoint, writeCheckpoint } from "@/lib/checkpoint";
import { appUrl, auditKey } from "@/lib/env";
import { log } from "@/lib/log";
import { consistencyStretches, nodesOf, proofOf, provesConsistency } from "@/lib/merkle-proof";
import { subtreesOf } from "@/lib/merkle-tree";
import { lockTree, readNodes, rootAt } from "./tree-nodes";

/** The signer of the organization's checkpoints: this installation, by its address and its key. */
const signerFor = (orgId: string) => signerOf(`${new URL(appUrl()).host}/audit/${orgId}`, auditKey());

async function sign(tx: Tx, orgId: string): Promise<void> {
  const tree = await lockTree(tx, orgId);
  const earlier = readCheckpoint(tree?.checkpoint ?? "");
  if (!tree || tree.size === (earlier?.size ?? 0)) return;
  const { size } = tree;
  const signer = signerFor(orgId);
  const keys = await tx.select({ key: auditKeys.key }).from(auditKeys).where(sql`org_id = ${orgId}`);
  const stretches = earlier && earlier.size > 0 ? consistencyStretches(earlier.size, size) : [];
  const nodeAt = await readNodes(tx, orgId, [...subtreesOf(0, size), ...nodesOf(stretches)]);
  const head = { size, root: rootAt(size, nodeAt) };
  const isOurs = () => verifiedCheckpoint(tree.checkpoint ?? "", [signer.verifierKey, ...keys.map(({ key }) => key)]);
  if (earlier && !(isOurs() && provesConsistency(earlier, head, proofOf(stretches, nodeAt)))) {
    log().error({ org_id: orgId, size: earlier.size }, "the audit log's tree does not continue its last checkpoint");
    return;
  }
  await tx.execute(
    sql`insert into audit_keys (org_id, key) values (${orgId}, ${signer.verifierKey}) on conflict do nothing`,
  );
  await tx.execute(sql`update audit_trees set checkpoint = ${writeCheckpoint(signer, head)} where org_id = ${orgId}`);
}

/**
 * Signs a checkpoint of the organization's tree if it has grown. Signs nothing that does not continue the last checkpoint, so that
 * no key of ours vouches for two histories.
 */
export const signCheckpoint = (orgId: string): Promise<void> => withSealing(orgId, (tx) => sign(tx, orgId));
