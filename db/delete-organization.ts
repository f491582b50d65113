import type { TransactionSql } from "postgres";
import { asOperator } from "./as-operator";
import { lockOrganization, type Operated } from "./operated-organizations";
import { tenantTables } from "./tenant-tables";

/** An organization's number of rows by table, without the empty ones. */
export type Rows = Record<string, number>;

const ORGANIZATIONS = "organizations";

const withRows = (counts: Rows): Rows => Object.fromEntries(Object.entries(counts).filter(([, rows]) => rows > 0));

async function countRows(tx: TransactionSql, orgId: string): Promise<Rows> {
  const counts = (await tenantTables(tx)).map(
    ({ name }) => tx`(select count(*)::int from ${tx(name)} where org_id = ${orgId}) as ${tx(name)}`,
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

/**
 * Deletes every row of an organization and its jobs, in one transaction. Returns how many rows of each table there were. Nothing
 * happens if `judge` throws, which gets what there is.
 */
export function deleteOrganization(
  ownerUrl: string | undefined,
  { org_id: orgId }: Operated,
  judge?: (organization: Operated, rows: Rows) => void,
): Promise<Rows> {
  return asOperator(ownerUrl, orgId, async (tx) => {
    const organization = await lockOrganization(tx, orgId);
    judge?.(organization, await countRows(tx, orgId));
    const deleted: Rows = {};
    const owned = (await tenantTables(tx)).flatMap(({ name }) => (name === ORGANIZATIONS ? [] : [name]));
    for (const tables of [owned, owned, [ORGANIZATIONS]]) {
      // Twice, because triggers count what the first time deletes.
      for (const [name, rows] of Object.entries(await deleteRows(tx, orgId, tables))) deleted[name] ??= rows;
    }
    const jobs =
      await tx`delete from graphile_worker._private_jobs where position(${orgId} in payload::text) > 0 returning 1`;
    return { ...deleted, ...(jobs.length > 0 ? { jobs: jobs.length } : {}) };
  });
}
