import type { TransactionSql } from "postgres";

/** A table with rows of organizations. Columns that Postgres computes are left out. */
export type TenantTable = { name: string; columns: { name: string; type: string }[]; key: string[] };

type Found = TenantTable & { needs: string[] };

function inOrder(tables: Found[]): TenantTable[] {
  const ordered: TenantTable[] = [];
  const placed = new Set<string>();
  while (ordered.length < tables.length) {
    const ready = tables.filter(({ name, needs }) => !placed.has(name) && needs.every((one) => placed.has(one)));
    if (ready.length === 0) throw new Error("foreign keys form a circle");
    for (const { needs: _, ...table } of ready) {
      placed.add(table.name);
      ordered.push(table);
    }
  }
  return ordered;
}

/**
 * Every table with rows of organizations, as the catalog has them, so that a new one is not forgotten. Each comes after those that
 * its foreign keys name.
 */
export async function tenantTables(tx: TransactionSql): Promise<TenantTable[]> {
  const found = await tx<Found[]>`
    with tables as (
      select c.oid, c.relname from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
       where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition)
    select t.relname as name,
           (select json_agg(json_build_object('name', a.attname, 'type', format_type(a.atttypid, a.atttypmod)) order by a.attnum)
              from pg_attribute a where a.attrelid = t.oid and a.attnum > 0 and not a.attisdropped and a.attgenerated = '') as columns,
           (select coalesce(json_agg(a.attname order by k.place), '[]')
              from pg_index i cross join unnest(i.indkey::int2[]) with ordinality k (attnum, place)
              join pg_attribute a on a.attrelid = t.oid and a.attnum = k.attnum
             where i.indrelid = t.oid and i.indisprimary) as key,
           (select coalesce(json_agg(n.relname), '[]') from pg_constraint f join tables n on n.oid = f.confrelid
             where f.conrelid = t.oid and f.contype = 'f' and f.confrelid <> t.oid) as needs
      from tables t order by 1`;
  return inOrder([...found]);
}
