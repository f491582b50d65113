import type { TransactionSql } from "postgres";
import { asOperator } from "./as-operator";
import { JOBS, jobColumns, movedTables, withheld } from "./moved-tables";
import { type Operated, organizationOf } from "./operated-organizations";
import type { TenantTable } from "./tenant-tables";

const ROWS_AT_ONCE = 500;

/** A row's values by column, as Postgres writes them. */
export type Cells = Record<string, string | null>;

/** Changes the rows of a table on their way between an installation and a file. */
export type Translations = Record<string, (row: Cells) => Cells>;

export type ExportSink = {
  begin(organization: Operated): void;
  table(name: string, columns: string[]): void;
  /** A row as a JSON array of texts and nulls, in the order of the columns. */
  row(json: string): void;
};

type Options = { withPasswords: boolean; translations: Translations };

function selectOf({ name, columns, key }: TenantTable, hidden: Record<string, string>): string {
  const cells = columns.map((column) => (column.name in hidden ? "null" : `"${column.name}"::text`));
  const order = [...key, "org_id"].map((column) => `"${column}"`).join(", ");
  return `select array_to_json(array[${cells.join(", ")}]::text[])::text as row from "${name}" where org_id = $1 order by ${order}`;
}

const jobs = `
  select array_to_json(array[t.identifier, j.payload::text, j.key, j.run_at::text, j.priority::text, j.max_attempts::text])::text as row
    from graphile_worker._private_jobs j join graphile_worker._private_tasks t on t.id = j.task_id
   where j.payload ->> 'org_id' = $1 order by j.id`;

async function copy(tx: TransactionSql, select: string, orgId: string, take: (json: string) => void): Promise<void> {
  for await (const rows of tx.unsafe<{ row: string }[]>(select, [orgId]).cursor(ROWS_AT_ONCE)) {
    for (const { row } of rows) take(row);
  }
}

function translated(json: string, columns: string[], translate: (row: Cells) => Cells): string {
  const values: (string | null)[] = JSON.parse(json);
  const cells = translate(Object.fromEntries(columns.map((name, index) => [name, values[index] ?? null])));
  return JSON.stringify(columns.map((name) => cells[name]));
}

/**
 * Hands everything of an organization to the sink, row by row, as one snapshot has it. Passwords and the secrets of credentials
 * are among it only `withPasswords`. Throws ConfigError if there is no such organization.
 */
export function exportOrganization(
  ownerUrl: string | undefined,
  orgId: string,
  { withPasswords, translations }: Options,
  sink: ExportSink,
): Promise<void> {
  const run = async (tx: TransactionSql) => {
    await tx`select set_config('TimeZone', 'UTC', true), set_config('DateStyle', 'ISO', true)`;
    sink.begin(await organizationOf(tx, orgId));
    for (const table of await movedTables(tx, withPasswords)) {
      const names = table.columns.map(({ name }) => name);
      const translate = withPasswords ? translations[table.name] : undefined;
      sink.table(table.name, names);
      const take = (json: string) => sink.row(translate ? translated(json, names, translate) : json);
      await copy(tx, selectOf(table, withPasswords ? {} : (withheld[table.name] ?? {})), orgId, take);
    }
    sink.table(JOBS, jobColumns);
    await copy(tx, jobs, orgId, sink.row);
  };
  return asOperator(ownerUrl, orgId, run, "isolation level repeatable read read only");
}
