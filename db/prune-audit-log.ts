import type { ReservedSql, Sql, TransactionSql } from "postgres";
import { connectAsAdmin } from "./admin-connection";
import { addEntry, byOperator, newJournal, writeEntries } from "./audit-journal";

/** What was removed from an organization's audit log. */
export type Pruned = { org_id: string; entries: number };

// Forced row-level security binds the owner, too.
const enter = (sql: Sql | TransactionSql, orgId: string) =>
  sql`select set_config('app.org_id', ${orgId}, true), set_config('app.seals_audit_log', 'on', true)`;

function pruningEntry(before: number, after: number) {
  const journal = newJournal(byOperator);
  addEntry(journal, {
    action: "audit_log.pruned",
    target: { type: "audit_log", id: "audit_log" },
    subject: null,
    unit_id: null,
    change_set_id: null,
    changes: [{ field: "pruned", before, after }],
    personal_changes: [],
  });
  return journal;
}

// A beginning of the tree: entries are in the order of transactions, so a few younger than one that stays may stay with it.
async function prune(tx: TransactionSql, orgId: string, firstKeptId: string): Promise<number> {
  await enter(tx, orgId);
  const [tree] = await tx`select pruned::float8, size::float8 from audit_trees where org_id = ${orgId} for update`;
  if (!tree) return 0;
  const [kept] = await tx`select index::float8 from audit_nodes where org_id = ${orgId} and level = 0
    and index >= ${tree.pruned} and entry_id >= ${firstKeptId} order by index limit 1`;
  const [from, to]: [number, number] = [tree.pruned, kept?.index ?? tree.size];
  if (from === to) return 0;
  const stretch = tx`n.org_id = ${orgId} and n.level = 0 and n.index >= ${from} and n.index < ${to}`;
  for (const table of ["audit_values", "audit_entries"]) {
    await tx`delete from ${tx(table)} t using audit_nodes n where ${stretch} and t.org_id = ${orgId} and t.entry_id = n.entry_id`;
  }
  await tx`update audit_trees set pruned = ${to}, verified = greatest(verified, ${to}) where org_id = ${orgId}`;
  await Promise.all(writeEntries(pruningEntry(from, to))(tx as unknown as ReservedSql));
  return to - from;
}

async function organizations(sql: Sql): Promise<string[]> {
  return sql.begin(async (tx) => {
    await enter(tx, "");
    return (await tx<{ org_id: string }[]>`select org_id from audit_trees order by org_id`).map((row) => row.org_id);
  });
}

/**
 * Removes the sealed entries from before `firstKeptId` from the beginning of an organization's audit log, or of each, and notes it
 * in that log; hashes stay, so the rest can still be verified. Needs the owner of the tables: the application may not.
 */
export async function pruneAuditLogs(ownerUrl: string, firstKeptId: string, orgId?: string): Promise<Pruned[]> {
  const sql = await connectAsAdmin(ownerUrl, "MIGRATION_DATABASE_URL");
  try {
    const pruned: Pruned[] = [];
    for (const org_id of orgId === undefined ? await organizations(sql) : [orgId]) {
      const entries = await sql.begin((tx) => prune(tx, org_id, firstKeptId));
      if (entries > 0) pruned.push({ org_id, entries });
    }
    return pruned;
  } finally {
    await sql.end({ timeout: 1 });
  }
}
