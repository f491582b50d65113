import { withScope } from "@/db/scope";
import { audit } from "@/domain/audit-log/audit";
import { sealAuditLog } from "@/domain/audit-log/seal";
import { owner } from "./database";
import type { TestOrganization } from "./organization";

/** Adds so many entries to the organization's audit log, one in a transaction, all at once; returns their targets' IDs. */
export async function addEntries({ admin }: TestOrganization, count: number, prefix = "unit"): Promise<string[]> {
  const ids = Array.from({ length: count }, (_, n) => `${prefix}_${n}`);
  await Promise.all(
    ids.map((id) => withScope(admin, async (tx) => audit(tx, "org_unit.updated", { id, name: `Unit ${id}` }))),
  );
  return ids;
}

/** Seals until nothing of the organization waits. Another database's transactions can hold that up for a moment. */
export async function sealAll({ orgId }: TestOrganization, sql = owner()): Promise<void> {
  do await sealAuditLog(orgId);
  while ((await sql`select from audit_unsealed where org_id = ${orgId}`).length > 0);
}

/** The organization's tree as the database has it. */
export async function treeOf({ orgId }: TestOrganization) {
  const [tree] = await owner()<
    { size: string; checkpoint: string; verified: string; differs_at: string | null; pruned: string }[]
  >`select * from audit_trees where org_id = ${orgId}`;
  if (!tree) throw new Error("nothing was sealed yet");
  return { ...tree, size: Number(tree.size), verified: Number(tree.verified), pruned: Number(tree.pruned) };
}

/** The sealed entries' IDs, in the tree's order. */
export async function sealedIds({ orgId }: TestOrganization): Promise<string[]> {
  const rows = await owner()`select entry_id from audit_nodes where org_id = ${orgId} and level = 0 order by index`;
  return rows.map(({ entry_id }) => entry_id);
}
