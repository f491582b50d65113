import type { TransactionSql } from "postgres";

/** The setting that names the organization an operator's command works on; `*` is each of them. */
const OPERATED = "nullif(current_setting('app.operated_org_id', true), '')";

/**
 * Lets the owner of the tables reach every row of the organization that its command names (db/as-operator.ts): forced row-level
 * security binds the owner, too. The tables are those of the catalog, so none is forgotten; nobody else gains anything.
 */
export async function ensureOperatorPolicies(tx: TransactionSql): Promise<void> {
  const tables = await tx<{ name: string }[]>`
    select c.relname as name from pg_class c join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and not c.relispartition
       and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'operator'
                          and p.polroles = array[current_user::regrole::oid])`;
  for (const { name } of tables) {
    await tx`drop policy if exists operator on ${tx(name)}`;
    await tx.unsafe(
      `create policy operator on "${name}" to current_user using ((select ${OPERATED}) = org_id or (select ${OPERATED}) = '*')`,
    );
  }
}
