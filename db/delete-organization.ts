import type { TransactionSql } from "postgres";
import { asOperator } from "./as-operator";
import { lockOrganization, type Operated } from "./operated-organizations";

/** An organization's number of rows by table, without the empty ones. */
export type Rows = Record<string, number>;

const ORGANIZATIONS = "organizations";

/** Every table with rows of organizations, as the catalog has them, so that a new one is not forgotten. */
async function tenantTables(tx: TransactionSql): Promise<string[]> {
  const rows = await tx<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition order by 1`;
  return rows.map(({ name }) => name);
}

const withRows = (counts: Rows): Rows => Object.fromEntries(Object.entries(counts).filter(([, rows]) => rows > 0));

async function countRows(tx: TransactionSql, orgId: string): Promise<Rows> {
  const counts = (await tenantTables(tx)).map(
    (name) => tx`(select count(*)::int from ${tx(name)} where org_id = ${orgId}) as ${tx(name)}`,
  );
  const [row] = await tx<Rows[]>`select ${counts.flatMap((count, index) => (index === 0 ? count : tx`, ${count}`))}`;
  return withRows(row ?? {});
}

// One statement: foreign keys are checked at its end, so the tables need no order.
async function deleteRows(tx: TransactionSql, orgId: string, tables: readonly string[]): Promise<Rows> {
  const gone = tables.map((name) => `"${name}" as (delete from "${name}" where org_id = $1 returning 1)`);
  const counts = tables.map((name) => `(select count(*)::int from "${name}") as "${name}"`);
  const [row] = await tx.unsafe<Rows[]>(`with ${gone.join(", ")} select ${counts.join(", ")}`, [orgId]);
  return withRows(row ?? {});
}

/** What there is of an organization. */
export function measureOrganization(ownerUrl: string | undefined, orgId: string) {
  return asOperator(ownerUrl, orgId, async (tx) => ({
    organization: await lockOrganization(tx, orgId),
    rows: await countRows(tx, orgId),
  }));
}

/** Deletes every row of an organization and its jobs, in one transaction. Returns how many rows of each table there were. */
export function deleteOrganization(ownerUrl: string | undefined, { org_id: orgId }: Operated): Promise<Rows> {
  return asOperator(ownerUrl, orgId, async (tx) => {
    await lockOrganization(tx, orgId);
    const deleted: Rows = {};
    const owned = (await tenantTables(tx)).filter((name) => name !== ORGANIZATIONS);
    for (const tables of [owned, owned, [ORGANIZATIONS]]) {
      // Twice, because triggers count what the first time deletes.
      for (const [name, rows] of Object.entries(await deleteRows(tx, orgId, tables))) deleted[name] ??= rows;
    }
    const jobs =
      await tx`delete from graphile_worker._private_jobs where position(${orgId} in payload::text) > 0 returning 1`;
    return { ...deleted, ...(jobs.length > 0 ? { jobs: jobs.length } : {}) };
  });
}
