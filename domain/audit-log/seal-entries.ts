import { sql } from "drizzle-orm";
import { withSealing } from "@/db/audit-sealing";
import type { Tx } from "@/db/scope";
import { log } from "@/lib/log";
import { leafHash } from "@/lib/merkle-tree";
import { addNodes, lockTree, readTree } from "./tree-nodes";

/** The entries a step, which takes about 100 ms. */
export const STEP_ENTRIES = 2_000;

type Taken = { entry_id: string; content: string | null };

// In the order of transactions: those older than any that still runs, so that none of them comes in between later. One that this
// server has not reached yet comes from another server, whose dump was restored here.
const take = (tx: Tx, orgId: string) =>
  tx.execute<Taken>(sql`
    with ready as materialized (
      select entry_id, xid from audit_unsealed where org_id = ${orgId}
         and (xid < pg_snapshot_xmin(pg_current_snapshot()) or xid >= pg_snapshot_xmax(pg_current_snapshot()))
       order by xid, entry_id limit ${sql.raw(String(STEP_ENTRIES))}),
    taken as (delete from audit_unsealed u using ready r
      where u.org_id = ${orgId} and u.xid = r.xid and u.entry_id = r.entry_id)
    select r.entry_id, e.content from ready r left join audit_entries e on e.org_id = ${orgId} and e.entry_id = r.entry_id
     order by r.xid, r.entry_id`);

async function sealStep(tx: Tx, orgId: string): Promise<number> {
  const locked = await lockTree(tx, orgId);
  if (!locked) return 0;
  const taken = await take(tx, orgId);
  if (taken.length === 0) return 0;
  const tree = await readTree(tx, orgId, locked.size);
  const nodes = taken.flatMap(({ entry_id: entryId, content }) => {
    if (content === null) {
      log().error({ org_id: orgId, entry: entryId }, "an audit entry was removed before it was sealed");
      return [];
    }
    const [leaf, ...above] = tree.append(leafHash(content));
    return leaf ? [{ ...leaf, entryId }, ...above] : [];
  });
  await addNodes(tx, orgId, nodes, tree.size);
  return taken.length;
}

/**
 * Adds the organization's waiting entries to its tree, step by step, each in its own transaction, unless another process is
 * doing it. Returns the number of entries.
 */
export async function sealEntries(orgId: string, signal?: AbortSignal): Promise<number> {
  let sealed = 0;
  for (let step = STEP_ENTRIES; step === STEP_ENTRIES && !signal?.aborted; sealed += step) {
    step = await withSealing(orgId, (tx) => sealStep(tx, orgId));
  }
  return sealed;
}
