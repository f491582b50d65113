import postgres, { type ReservedSql, type Sql } from "postgres";
import { openOwnDatabase } from "./own-database";
import type { Row } from "./reach";

// A separate database, migrated as in production, in which a test can alter policies without affecting others. Its tables
// are filled from the catalog, so that a new table is tested without further work.

export type Table = {
  name: string;
  columns: string[];
  /** `column = value` for an update that reads no column; reading one would involve the policies for select too. */
  touch: string;
  /** Each with its row ID, which identifies it in a statement's result. */
  rows: { rowId: string; values: Row }[];
};
export type Scratch = {
  /** A connection as the owner. */
  connection: ReservedSql;
  /** The database's URL for the application's role. */
  appUrl: string;
  tables: Table[];
  drop: () => Promise<void>;
};
type Column = { table: string; name: string; type: string; isGranted: boolean };

function sampleOf({ name, type }: Column, mark: number): unknown {
  if (type.endsWith("[]")) return [];
  if (/^jsonb?$/.test(type)) return {};
  if (type === "boolean") return false;
  if (/int|numeric|double/.test(type)) return 1;
  if (/^(timestamp|date)/.test(type)) return new Date(Date.now() + 3_600_000).toISOString();
  return `${name} of ${mark}`;
}

function constantOf(type: string): string {
  if (type.endsWith("[]") || /^jsonb?$/.test(type)) return "'{}'";
  if (type === "boolean") return "true";
  if (/int|numeric|double/.test(type)) return "2";
  return /^(timestamp|date)/.test(type) ? "now()" : "'x'";
}

// Keys, checks and triggers guard a row's content, and privileges its columns; they do not decide who sees the row.
async function keepOnlyPolicies(sql: Sql): Promise<void> {
  const guards = await sql`select conrelid::regclass::text as table, conname as name from pg_constraint
    where connamespace = 'public'::regnamespace and contype in ('c', 'f', 'u', 'p') and conparentid = 0
    order by contype <> 'f'`;
  for (const { table, name } of guards)
    await sql.unsafe(`alter table ${table} drop constraint if exists "${name}" cascade`);
  const tables = await sql`select distinct tgrelid::regclass::text as name from pg_trigger where not tgisinternal`;
  for (const { name } of tables) await sql.unsafe(`alter table ${name} disable trigger user`);
  await sql`grant select, insert, update, delete on all tables in schema public to leadvibe_app`;
}

async function readColumns(sql: Sql): Promise<Map<string, Column[]>> {
  const columns = await sql<Column[]>`
    select c.relname as table, a.attname as name, format_type(a.atttypid, null) as type,
           has_column_privilege('leadvibe_app', c.oid, a.attnum, 'update') as "isGranted"
      from pg_class c join pg_attribute a on a.attrelid = c.oid
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and a.attnum > 0 and not a.attisdropped and a.attgenerated = ''
       and a.atttypid <> 'xid8'::regtype -- Postgres numbers transactions itself
     order by c.relname, a.attnum`;
  const tables = new Map<string, Column[]>();
  for (const column of columns) tables.set(column.table, [...(tables.get(column.table) ?? []), column]);
  return tables;
}

function touchOf(columns: Column[]): string {
  const plain = columns.filter(({ name }) => !/(_id|_hash|_key)$/.test(name));
  const column = columns.find(({ isGranted }) => isGranted) ?? plain[0] ?? columns.at(-1);
  return `"${column?.name}" = ${constantOf(column?.type ?? "")}`;
}

async function fill(sql: Sql, name: string, columns: Column[], owners: readonly Row[]): Promise<Table> {
  const rows = [];
  const list = columns.map((column) => `"${column.name}"`).join(", ");
  for (const [mark, owner] of owners.entries()) {
    const values = Object.fromEntries(
      columns.map((column) => [column.name, owner[column.name] ?? sampleOf(column, mark)]),
    );
    const insert = `insert into ${name} (${list}) select ${list} from json_populate_record(null::${name}, $1::text::json)
      returning tableoid::text || ctid::text as "rowId"`;
    const [made] = await sql.unsafe(insert, [JSON.stringify(values)]);
    rows.push({ rowId: String(made?.rowId), values });
  }
  return { name, columns: columns.map((column) => column.name), touch: touchOf(columns), rows };
}

/**
 * Makes the database. Each table gets one row per owner, with the owner's `org_id`, `unit_id` and `org_member_id` if it has
 * those columns; any other text is `<column> of <the owner's index>`. `drop` it at the end.
 */
export async function openScratch(owners: readonly Row[]): Promise<Scratch> {
  const { ownerUrl, appUrl, drop: dropDatabase } = await openOwnDatabase();
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {}, prepare: false });
  const columns = await readColumns(sql);
  await keepOnlyPolicies(sql);
  const tables: Table[] = [];
  for (const [table, own] of columns) tables.push(await fill(sql, table, own, owners));
  const connection = await sql.reserve();
  const drop = async () => {
    connection.release();
    await sql.end({ timeout: 1 });
    await dropDatabase();
  };
  return { connection, appUrl, tables, drop };
}
