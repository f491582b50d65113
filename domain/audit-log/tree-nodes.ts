import { sql } from "drizzle-orm";
import { jsonValue } from "@/db/json";
import { auditTrees } from "@/db/schema/audit-trees";
import type { Tx } from "@/db/scope";
import { GrowingTree, hashOver, type NodePosition, subtreesOf, type TreeNode } from "@/lib/merkle-tree";

/** Finds a stored node. Throws if it was not among those read. */
export type NodeReader = (position: NodePosition) => Buffer;

const keyOf = ({ level, index }: NodePosition) => `${level}/${index}`;

/** The statement that reads these nodes of the organization's tree, as one value. */
export const nodesStatement = (orgId: string, positions: readonly NodePosition[]) => sql`
  select coalesce(json_agg(json_build_array(n.level, n.index, n.hash)), '[]')::text as json
    from json_to_recordset(${jsonValue(positions)}) as wanted (level smallint, index bigint)
    join audit_nodes n on n.org_id = ${orgId} and n.level = wanted.level and n.index = wanted.index`;

/** Reads these nodes of the organization's tree. */
export async function readNodes(tx: Tx, orgId: string, positions: readonly NodePosition[]): Promise<NodeReader> {
  const distinct = [...new Map(positions.map((position) => [keyOf(position), position])).values()];
  const [row] = await tx.execute<{ json: string }>(nodesStatement(orgId, distinct));
  const rows = JSON.parse(row?.json ?? "[]") as [level: number, index: number, hash: string][];
  const hashes = new Map(rows.map(([level, index, hash]) => [keyOf({ level, index }), Buffer.from(hash, "hex")]));
  return (position) => {
    const hash = hashes.get(keyOf(position));
    if (!hash) throw new Error(`the audit log's tree has no node ${keyOf(position)}`);
    return hash;
  };
}

/** The tree at this size, ready to grow. */
export async function readTree(tx: Tx, orgId: string, size: number): Promise<GrowingTree> {
  const positions = subtreesOf(0, size);
  return new GrowingTree(size, positions.map(await readNodes(tx, orgId, positions)));
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
