import { sql, TransactionRollbackError } from "drizzle-orm";
import { clearScope, type Tx } from "./scope";

/** A row-level-security policy, as Postgres's catalog has it. */
export type Policy = { name: string; command: string; using: string | null; check: string | null };

/** A table and its protection. `isEnabled` and `isForced` refer to row-level security. */
export type Protection = {
  table: string;
  hasOrganization: boolean;
  hasUnit: boolean;
  isEnabled: boolean;
  isForced: boolean;
  policies: Policy[];
};

/** Every table that the application may read, by name, from the catalog of the database in use. */
export async function listProtections(tx: Tx): Promise<Protection[]> {
  const rows = await tx.execute<Protection>(sql`
      select c.relname as "table", c.relrowsecurity as "isEnabled", c.relforcerowsecurity as "isForced",
             exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'org_id') as "hasOrganization",
             exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = 'unit_id') as "hasUnit",
             coalesce((select json_agg(json_build_object('name', p.policyname, 'command', lower(p.cmd), 'using', p.qual,
                                                         'check', p.with_check) order by p.policyname)
                         from pg_policies p where p.schemaname = 'public' and p.tablename = c.relname
                            and 'public' = any (p.roles)), '[]') as policies
        from pg_class c
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
         and has_table_privilege(c.oid, 'select')
       order by c.relname`);
  return [...rows];
}

/** The number of rows by table, counted up to `COUNTED_AT_MOST`. */
export type Counts = Record<string, number>;
export const COUNTED_AT_MOST = 10_000;

// One statement for all tables. Their names come from the catalog; the condition is this file's own.
function countStatement(tables: readonly string[], condition: string): string {
  const counts = tables.map(
    (table) =>
      `select '${table}' as "table", (select count(*) from (select from "${table}" ${condition} limit ${COUNTED_AT_MOST}) x)::int as rows`,
  );
  return counts.join(" union all ");
}

type Counted = { table: string; rows: number };
const toCounts = (rows: readonly Counted[]): Counts => Object.fromEntries(rows.map(({ table, rows: n }) => [table, n]));

async function counted(tx: Tx, tables: readonly string[], condition = ""): Promise<Counts> {
  return toCounts([...(await tx.execute<Counted>(sql.raw(countStatement(tables, condition))))]);
}

/** The rows that the application's role sees without any scope. */
export async function countWithoutScope(tx: Tx, tables: readonly string[]): Promise<Counts> {
  let counts: Counts = {};
  const undone = tx.transaction(async (attempt) => {
    await clearScope(attempt);
    counts = await counted(attempt, tables);
    attempt.rollback(); // gives the scope back
  });
  await undone.catch((reason: unknown) => {
    if (!(reason instanceof TransactionRollbackError)) throw reason;
  });
  return counts;
}

/** The rows that are visible in the transaction's scope, in the organization or in one of its OUs. */
export const countInScope = (tx: Tx, tables: readonly string[]): Promise<Counts> => counted(tx, tables);

/** The rows visible in the transaction's scope that belong to another organization. */
export const countOfOtherOrganizations = (tx: Tx, tables: readonly string[]): Promise<Counts> =>
  counted(tx, tables, `where org_id <> current_setting('app.org_id')`);

/**
 * How many of the lowest and the highest visible OU ids are not the active OU's: 0 if that is the only one visible. Each is
 * read from the end of an index, so the cost does not depend on the number of rows.
 */
export async function countOtherUnits(tx: Tx, tables: readonly string[]): Promise<Counts> {
  const counts = tables.map(
    (table) => `select '${table}' as "table", (select count(*)
      from unnest(array[(select min(unit_id) from "${table}"), (select max(unit_id) from "${table}")]) id
     where id <> current_setting('app.unit_id'))::int as rows`,
  );
  return toCounts([...(await tx.execute<Counted>(sql.raw(counts.join(" union all "))))]);
}
