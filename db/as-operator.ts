import type { ReservedSql, TransactionSql } from "postgres";
import { ConfigError } from "@/lib/env";
import { connectAsAdmin } from "./admin-connection";
import { addEntry, byOperator, newJournal, writeEntries } from "./audit-journal";

/** Each organization, for a command that only reads. */
export const EVERY = "*";

/**
 * Runs an operator's command in one transaction of the tables' owner, which reaches the organization that it names; `mode`
 * is what `begin` takes, such as an isolation level. Throws ConfigError without the owner's URL.
 */
export async function asOperator<T>(
  ownerUrl: string | undefined,
  orgId: string,
  work: (tx: TransactionSql) => Promise<T>,
  mode = "",
): Promise<T> {
  if (!ownerUrl) {
    throw new ConfigError("Set MIGRATION_DATABASE_URL to the owner's URL: the application's role may not do this.");
  }
  const sql = await connectAsAdmin(ownerUrl, "MIGRATION_DATABASE_URL");
  try {
    const run = async (tx: TransactionSql) => {
      await tx`select set_config('app.operated_org_id', ${orgId}, true), set_config('app.org_id', ${orgId}, true)`;
      return work(tx);
    };
    return (await sql.begin(mode, run)) as T;
  } finally {
    await sql.end({ timeout: 1 });
  }
}

/** Writes an operator's entry about the organization into its audit log. */
export async function auditOrganization(
  tx: TransactionSql,
  action: "organization.suspended" | "organization.resumed" | "organization.imported",
  { org_id: id, name }: { org_id: string; name: string },
): Promise<void> {
  const journal = newJournal(byOperator);
  const about = { target: { type: "organization", id, name }, subject: null, unit_id: null, change_set_id: null };
  addEntry(journal, { action, ...about, changes: [], personal_changes: [] });
  await Promise.all(writeEntries(journal)(tx as unknown as ReservedSql));
}
