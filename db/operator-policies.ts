import type { ReservedSql, Sql } from "postgres";

/** The organization that an operator's command works on; `*` is each of them. */
const OPERATED = "nullif(current_setting('app.operated_org_id', true), '')";

/**
 * Lets the owner of the tables reach every row of the organization that its command names (db/as-operator.ts): forced row-level
 * security binds the owner, too. The tables are those of the catalog, so none is forgotten; nobody else gains anything.
 */
export async function ensureOperatorPolicies(sql: Sql | ReservedSql): Promise<void> {
  const tables = await sql<{ name: string; isMade: boolean }[]>`
    select c.relname as name, p.polname is not null as "isMade"
      from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
      left join pg_policy p on p.polrelid = c.oid and p.polname = 'operator'
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and pg_has_role(c.relowner, 'usage') and p.polroles is distinct from array[current_user::regrole::oid]`;
  // Each by itself: a transaction that locks many tables could end in a deadlock with a server that is running.
  for (const { name, isMade } of tables) {
    if (isMade) await sql`alter policy operator on ${sql(name)} to current_user`;
    else {
      await sql.unsafe(
        `create policy operator on "${name}" to current_user using ((select ${OPERATED}) = org_id or (select ${OPERATED}) = '*')`,
      );
    }
  }
}
