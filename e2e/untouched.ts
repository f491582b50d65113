import { database } from "./seed";

type Scope = { org_id: string; unit_id?: string };

/**
 * A digest of every row that an organization, or one OU of it, has in each table there is (table → digest): by the catalog,
 * so that a new table is among them. Two that are equal mean that nothing was written in between.
 */
export async function digestOf({ org_id, unit_id }: Scope): Promise<Record<string, string>> {
  const sql = database();
  const column = unit_id ? "unit_id" : "org_id";
  const tables = await sql`select c.relname as name from pg_class c
    where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
      and exists (select from pg_attribute a where a.attrelid = c.oid and a.attname = ${column} and not a.attisdropped)
    order by 1`;
  const digests = tables.map(async ({ name }) => {
    const [row] =
      await sql`select count(*) || ' ' || coalesce(md5(string_agg(t::text, '|' order by t::text)), '') as digest
      from ${sql(name)} t where t.org_id = ${org_id} and ${unit_id ? sql`t.unit_id = ${unit_id}` : sql`true`}`;
    return [name, row?.digest] as const;
  });
  return Object.fromEntries(await Promise.all(digests));
}
