import type { TransactionSql } from "postgres";
import { ConfigError } from "@/lib/env";
import { asOperator, auditOrganization, EVERY } from "./as-operator";
import type { Cells, Translations } from "./export-organization";
import { JOBS, movedTables, withheld } from "./moved-tables";
import { type Operated, organizationOf } from "./operated-organizations";
import type { TenantTable } from "./tenant-tables";

/** Rows of one table, in the order in which they were exported; the values are in the order of the columns. */
export type ImportedRows = { table: string; columns: string[]; rows: (string | null)[][] };

export type Imported = {
  organization: Operated;
  rows: Record<string, number>;
  /** How many of its members' e-mail addresses have accounts in other organizations here. */
  sharedAddresses: number;
};

type Options = { withPasswords: boolean; translations: Translations };

function insertOf({ name, columns: known }: TenantTable, columns: string[], stands: Record<string, string>): string {
  const types = new Map(known.map((column) => [column.name, column.type]));
  const values = columns.map((column, index) => {
    const value = `(r ->> ${index})::${types.get(column)}`;
    return stands[column] ? `coalesce(${value}, ${stands[column]})` : value;
  });
  const names = columns.map((column) => `"${column}"`).join(", ");
  return `insert into "${name}" (${names}) select ${values.join(", ")} from jsonb_array_elements($1::text::jsonb) r
    where r ->> ${columns.indexOf("org_id")} = $2`;
}

const addJobs = `
  select graphile_worker.add_job(r ->> 0, (r ->> 1)::json, job_key := r ->> 2, run_at := (r ->> 3)::timestamptz,
           priority := (r ->> 4)::int, max_attempts := (r ->> 5)::int) from jsonb_array_elements($1::text::jsonb) r
   where (r ->> 1)::json ->> 'org_id' = $2`;

function translate({ table, columns, rows }: ImportedRows, translations: Translations) {
  const change = translations[table];
  if (!change) return rows;
  return rows.map((values) => {
    const cells: Cells = change(Object.fromEntries(columns.map((name, index) => [name, values[index] ?? null])));
    return columns.map((name) => cells[name] ?? null);
  });
}

async function insertAll(tx: TransactionSql, orgId: string, pieces: AsyncIterable<ImportedRows>, options: Options) {
  const tables = await movedTables(tx, options.withPasswords);
  const inserted: Record<string, number> = {};
  for await (const piece of pieces) {
    const table = tables.find(({ name }) => name === piece.table);
    if (!table && piece.table !== JOBS)
      throw new ConfigError(`The export has a table that is unknown here: ${piece.table}.`);
    const stands = options.withPasswords ? {} : (withheld[piece.table] ?? {});
    const rows = JSON.stringify(options.withPasswords ? translate(piece, options.translations) : piece.rows);
    const { count } = await tx.unsafe(table ? insertOf(table, piece.columns, stands) : addJobs, [rows, orgId]);
    if (count !== piece.rows.length)
      throw new ConfigError(`The export has rows of another organization: ${piece.table}.`);
    inserted[piece.table] = (inserted[piece.table] ?? 0) + piece.rows.length;
  }
  return inserted;
}

async function countShared(tx: TransactionSql, orgId: string): Promise<number> {
  await tx`select set_config('app.operated_org_id', ${EVERY}, true)`;
  const [found] = await tx<{ addresses: number }[]>`
    select count(*)::int as addresses from sign_in_addresses a where a.org_id = ${orgId}
       and exists (select from sign_in_addresses b where b.email_key = a.email_key and b.org_id <> ${orgId})`;
  return found?.addresses ?? 0;
}

/**
 * Inserts everything of an exported organization in one transaction, and notes that in its audit log. Throws ConfigError if the
 * organization is here already, and whatever reading the pieces throws; nothing of it stays then.
 */
export function importOrganization(
  ownerUrl: string | undefined,
  orgId: string,
  pieces: AsyncIterable<ImportedRows>,
  options: Options,
): Promise<Imported> {
  return asOperator(ownerUrl, orgId, async (tx) => {
    const [here] = await tx<{ name: string }[]>`select name from organizations where org_id = ${orgId}`;
    if (here) throw new ConfigError(`The organization ${orgId} is here already (${here.name}); nothing was imported.`);
    const rows = await insertAll(tx, orgId, pieces, options);
    const organization = await organizationOf(tx, orgId);
    await auditOrganization(tx, "organization.imported", organization);
    return { organization, rows, sharedAddresses: await countShared(tx, orgId) };
  });
}
