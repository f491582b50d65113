import { sql } from "drizzle-orm";
import { jsonValue } from "@/db/json";
import { auditTrees } from "@/db/schema/audit-trees";
import type { Tx } from "@/db/scope";
import { GrowingTree, hashOver, type NodePlace, subtreesOf, type TreeNode } from "@/lib/merkle-tree";

/** Finds a stored node. Throws if it was not among those read. */
export type NodeReader = (place: NodePlace) => Buffer;

const keyOf = ({ level, index }: NodePlace) => `${level}/${index}`;

/** The statement that reads these nodes of the organization's tree, as one value. */
export const nodesStatement = (orgId: string, places: readonly NodePlace[]) => sql`
  select coalesce(json_agg(json_build_array(n.level, n.index, n.hash)), '[]')::text as json
    from json_to_recordset(${jsonValue(places)}) as wanted (level smallint, index bigint)
    join audit_nodes n on n.org_id = ${orgId} and n.level = wanted.level and n.index = wanted.index`;

/** Reads these nodes of the organization's tree. */
export async function readNodes(tx: Tx, orgId: string, places: readonly NodePlace[]): Promise<NodeReader> {
  const distinct = [...new Map(places.map((place) => [keyOf(place), place])).values()];
  const [row] = await tx.execute<{ json: string }>(nodesStatement(orgId, distinct));
  const rows = JSON.parse(row?.json ?? "[]") as [level: number, index: number, hash: string][];
  const hashes = new Map(rows.map(([level, index, hash]) => [keyOf({ level, index }), Buffer.from(hash, "hex")]));
  return (place) => {
    const hash = hashes.get(keyOf(place));
    if (!hash) throw new Error(`the audit log's tree has no node ${keyOf(place)}`);
    return hash;
  };
}

/** The tree at this size, ready to grow. */
export async function readTree(tx: Tx, orgId: string, size: number): Promise<GrowingTree> {
  const places = subtreesOf(0, size);
  return new GrowingTree(size, places.map(await readNodes(tx, orgId, places)));
}

/** The root of the tree at this size, from nodes that have been read. */
export const rootAt = (size: number, nodeAt: NodeReader): Buffer => hashOver(subtreesOf(0, size).map(nodeAt));

/** The organization's row, locked until the transaction ends; undefined while another process works on its tree. */
export async function lockTree(tx: Tx, orgId: string) {
  await tx.execute(sql`insert into audit_trees (org_id) values (${orgId}) on conflict do nothing`);
  const [tree] = await tx.select().from(auditTrees).where(sql`org_id = ${orgId}`).for("update", { skipLocked: true });
  return tree;
}

/** Adds nodes and the new size. A second tree of the same organization would break the nodes' primary key. */
export async function addNodes(
  tx: Tx,
  orgId: string,
  nodes: readonly (TreeNode & { entryId?: string })[],
  size: number,
): Promise<void> {
  const rows = nodes.map(({ level, index, hash, entryId: entry_id }) => ({
    level,
    index,
    hash: hash.toString("hex"),
    entry_id,
  }));
  await tx.execute(sql`
    with added as (insert into audit_nodes (org_id, level, index, hash, entry_id)
      select ${orgId}, n.* from json_to_recordset(${jsonValue(rows)}) as n (level smallint, index bigint, hash text, entry_id text))
    update audit_trees set size = ${size} where org_id = ${orgId}`);
}
