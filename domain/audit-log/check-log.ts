import { sql } from "drizzle-orm";
import { findTrees, withSealing } from "@/db/audit-sealing";
import { auditTrees } from "@/db/schema/audit-trees";
import type { Tx } from "@/db/scope";
import { type Checkpoint, readCheckpoint } from "@/lib/checkpoint";
import { log } from "@/lib/log";
import { readSealed } from "./read-sealed";
import { differenceOf } from "./sealed-entry";
import { readTree } from "./tree-nodes";

const CHUNK = 1_000;
const STRAY_CHUNK = 5_000;

/** The first place where the log is not what was sealed. */
type Difference = { index: number; difference: string };

/** Reads entries again, from an index up to the checkpoint, and compares them with the tree and the tree with the checkpoint. */
async function compare(orgId: string, from: number, { size, root }: Checkpoint): Promise<Difference | undefined> {
  const tree = await withSealing(orgId, (tx) => readTree(tx, orgId, from));
  while (tree.size < size) {
    const to = Math.min(tree.size + CHUNK, size);
    const entries = await withSealing(orgId, (tx) => readSealed(tx, orgId, tree.size, to));
    for (const entry of entries) {
      const difference = entry.index === tree.size ? differenceOf(entry) : "has left the tree";
      if (difference) return { index: tree.size, difference };
      tree.append(Buffer.from(entry.hash, "hex"));
    }
    if (tree.size < to) return { index: tree.size, difference: "has left the tree" };
  }
  if (tree.root.equals(root)) return undefined;
  return { index: from, difference: "or one after it is not the one that the checkpoint was signed for" };
}

type Strays = { last: string | null; stray: string | null };

// Entries that nobody sealed: neither in the tree nor waiting to be.
const straysAfter = (tx: Tx, orgId: string, after: string) =>
  tx.execute<Strays>(sql`
    select max(e.entry_id) as last, min(e.entry_id) filter (where n.entry_id is null and u.entry_id is null) as stray
      from (select entry_id from audit_entries where org_id = ${orgId} and entry_id > ${after}
             order by entry_id limit ${sql.raw(String(STRAY_CHUNK))}) e
      left join audit_nodes n on n.org_id = ${orgId} and n.entry_id = e.entry_id
      left join audit_unsealed u on u.org_id = ${orgId} and u.entry_id = e.entry_id`);

async function findStray(orgId: string): Promise<string | null> {
  for (let after: string | null = ""; after !== null; ) {
    const [found] = (await withSealing(orgId, (tx) => straysAfter(tx, orgId, after ?? ""))) as Strays[];
    if (found?.stray) return found.stray;
    after = found?.last ?? null;
  }
  return null;
}

async function differenceIn(orgId: string, from: number, checkpoint: Checkpoint, isWhole: boolean) {
  const found = await compare(orgId, from, checkpoint);
  if (found || !isWhole) return found;
  const stray = await findStray(orgId);
  return stray === null
    ? undefined
    : { index: checkpoint.size, difference: `is followed by ${stray}, which nobody sealed` };
}

/**
 * Reads what was sealed since the last check again, or the whole log, and keeps the result beside the tree. A difference is
 * logged as an error, returned, and found again by each check until it is repaired.
 */
export async function checkLog(orgId: string, isWhole = false): Promise<Difference | undefined> {
  const [tree] = await withSealing(orgId, (tx) => tx.select().from(auditTrees).where(sql`org_id = ${orgId}`));
  const checkpoint = readCheckpoint(tree?.checkpoint ?? "");
  if (!tree || !checkpoint) return undefined;
  const from = isWhole ? tree.pruned : Math.max(tree.pruned, tree.verified);
  const found = await differenceIn(orgId, from, checkpoint, isWhole);
  if (found)
    log().error(
      { org_id: orgId, index: found.index },
      `an audit log differs: the entry at index ${found.index} ${found.difference}`,
    );
  await withSealing(orgId, (tx) =>
    tx.execute(sql`update audit_trees set verified = ${found?.index ?? checkpoint.size}, verified_at = now(),
      differs_at = ${found?.index ?? null} where org_id = ${orgId}`),
  );
  return found;
}

/** Checks every whole log; returns how many there are, and the first difference in each that differs. */
export async function differingLogs() {
  const orgIds = await findTrees();
  const differing: (Difference & { org_id: string })[] = [];
  for (const org_id of orgIds) {
    const difference = await checkLog(org_id, true);
    if (difference) differing.push({ org_id, ...difference });
  }
  return { logs: orgIds.length, differing };
}
