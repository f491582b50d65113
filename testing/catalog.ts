import type { Row, Sql, TransactionSql } from "postgres";
import { tableGrants } from "@/db/grants";
import { classRules } from "./catalog-classes";

// The rules of isolation (docs/decisions/003, 024), checked in Postgres's catalog. A rule returns a sentence for each object
// that breaks it, which says what to do.

type Catalog = Sql | TransactionSql;
type Rule = (sql: Catalog) => Promise<string[]>;

/** Tables without an org_id: their rows are written before it is known which organization they concern. */
const tenantless = ["attempts", "webhook_deliveries"]; // docs/decisions/007, 016

const sentences = (rows: readonly Row[]) => rows.map((row) => String(row.sentence));

/** Finds tables whose policies are not enabled or do not bind the owner. */
const rowSecurityIsForced: Rule = async (sql) =>
  sentences(
    await sql`
    select format('%s: enable and FORCE row-level security, in a migration written by hand (see 0000_baseline.sql)', relname) as sentence
      from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')
       and not (relrowsecurity and relforcerowsecurity) order by 1`,
  );

/** Finds tables without a policy, which nobody could read. Partitions need none: they are read through their table. */
const tablesHavePolicies: Rule = async (sql) =>
  sentences(
    await sql`
    select format('%s: give it a pgPolicy next to its columns', relname) as sentence
      from pg_class c where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition
       and not exists (select from pg_policy p where p.polrelid = c.oid) order by 1`,
  );

/** Finds partitions that can be used by their own names, which would bypass their table's policies. */
const partitionsAreClosed: Rule = async (sql) =>
  sentences(
    await sql`
    select format('%s: a partition has no policy and no privilege of its own', c.relname) as sentence
      from pg_class c where relnamespace = 'public'::regnamespace and relispartition and relkind in ('r', 'p')
       and (exists (select from pg_policy p where p.polrelid = c.oid)
         or exists (select from aclexplode(c.relacl) a where a.grantee in (0, 'leadvibe_app'::regrole::oid))) order by 1`,
  );

const primaryKeysBeginWithOrgId: Rule = async (sql) =>
  sentences(
    await sql`
    select format('%s: its primary key must begin with org_id', c.relname) as sentence
      from pg_class c left join pg_index i on i.indrelid = c.oid and i.indisprimary
      left join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
     where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p') and a.attname is distinct from 'org_id'
       and c.relname <> all (${tenantless}) order by 1`,
  );

const uniquesBeginWithOrgId: Rule = async (sql) =>
  sentences(
    await sql`
    select format('%s: a unique index ignores row-level security, so it must begin with org_id', i.indexrelid::regclass) as sentence
      from pg_index i join pg_class c on c.oid = i.indrelid
      left join pg_attribute a on a.attrelid = c.oid and a.attnum = i.indkey[0]
     where c.relnamespace = 'public'::regnamespace and i.indisunique and a.attname is distinct from 'org_id'
       and c.relname <> all (${tenantless}) order by 1`,
  );

const foreignKeysBeginWithOrgId: Rule = async (sql) =>
  sentences(
    await sql`
    select format('%s: a foreign key ignores row-level security, so both its sides must begin with org_id', k.conname) as sentence
      from pg_constraint k
      join pg_attribute here on here.attrelid = k.conrelid and here.attnum = k.conkey[1]
      join pg_attribute there on there.attrelid = k.confrelid and there.attnum = k.confkey[1]
     where k.contype = 'f' and k.connamespace = 'public'::regnamespace
       and (here.attname <> 'org_id' or there.attname <> 'org_id') order by 1`,
  );

/** Tables with a unit_id that belong to the organization and not to one OU: OUs, and who has access to them. */
const ofOrganization = ["org_units", "ou_memberships", "members"];

const uniquesOfAnOuSayWhich: Rule = async (sql) =>
  sentences(
    await sql`
    select format('%s: a unique index in an OU must not reveal rows of another, so it must begin with org_id and unit_id', i.indexrelid::regclass) as sentence
      from pg_index i join pg_class c on c.oid = i.indrelid
      join pg_attribute unit on unit.attrelid = c.oid and unit.attname = 'unit_id'
     where c.relnamespace = 'public'::regnamespace and i.indisunique and i.indkey[1] is distinct from unit.attnum
       and c.relname <> all (${ofOrganization}) order by 1`,
  );

const foreignKeysStayInTheOu: Rule = async (sql) =>
  sentences(
    await sql`
    select format('%s: both its tables belong to OUs, so both its sides must begin with org_id and unit_id', k.conname) as sentence
      from pg_constraint k
      join pg_attribute here on here.attrelid = k.conrelid and here.attname = 'unit_id'
      join pg_attribute there on there.attrelid = k.confrelid and there.attname = 'unit_id'
     where k.contype = 'f' and k.connamespace = 'public'::regnamespace
       and (k.conkey[2] is distinct from here.attnum or k.confkey[2] is distinct from there.attnum)
       and k.conrelid::regclass::text <> all (${ofOrganization}) order by 1`,
  );

const READ_WELL = /NULLIF\(current_setting\('app\.\w+'::text, true\), ''::text\)/g;

/** An expression without its sub-selects, as Postgres writes them. */
function outsideSubSelects(expression: string): string {
  let depth = 0;
  let outside = "";
  for (const [at, letter] of [...expression].entries()) {
    if (depth === 0 && expression.startsWith("( SELECT ", at)) depth = 1;
    else if (depth === 0) outside += letter;
    else depth += letter === "(" ? 1 : letter === ")" ? -1 : 0;
  }
  return outside;
}

function readsTheScopeOnce(expression: string, isCheck: boolean): boolean {
  const reads = expression.match(/current_setting/g)?.length ?? 0;
  const readWell = expression.match(READ_WELL)?.length ?? 0;
  const isOnce = isCheck || !outsideSubSelects(expression).includes("current_setting");
  return reads > 0 && reads === readWell && isOnce;
}

/**
 * Finds policies that read no setting, or one without `nullif(current_setting('app.…', true), '')` in a sub-select, which the
 * check of an inserted row does not need.
 */
const policiesReadTheScopeOnce: Rule = async (sql) => {
  const rows = await sql`
    select tablename, policyname, expression, nr = 2 as is_check
      from pg_policies, unnest(array[qual, with_check]) with ordinality e (expression, nr)
     where schemaname = 'public' and expression is not null order by 1, 2`;
  return rows
    .filter(({ expression, is_check }) => !readsTheScopeOnce(String(expression), is_check))
    .map(
      ({ tablename, policyname }) =>
        `${policyname} on ${tablename}: use the expressions of db/schema/scope.ts; a setting is read in a sub-select, with nullif and missing_ok`,
    );
};

const definersFixTheirSearchPath: Rule = async (sql) =>
  sentences(
    await sql`
    select format('%s: SECURITY DEFINER needs "set search_path = pg_catalog, pg_temp"; better, make it an invoker', p.oid::regprocedure) as sentence
      from pg_proc p where p.pronamespace = 'public'::regnamespace and p.prosecdef
       and not exists (select from unnest(p.proconfig) setting where setting like 'search_path=%') order by 1`,
  );

const viewsAreInvokers: Rule = async (sql) =>
  sentences(
    await sql`
    select format(case relkind when 'm' then '%s: a materialized view has no row-level security; make it a table or a view'
                               else '%s: create it with (security_invoker = true)' end, relname) as sentence
      from pg_class where relnamespace = 'public'::regnamespace
       and (relkind = 'm' or relkind = 'v' and not coalesce(reloptions && array['security_invoker=true', 'security_invoker=on'], false))
     order by 1`,
  );

function columnsInOrder(privilege: string): string {
  return privilege.replace(/\((.*)\)/, (_all, list: string) => `(${list.split(", ").sort().join(", ")})`);
}

/** Finds privileges of the application's role, or of everybody, that differ from db/grants.ts. */
const grantsAreTheListed: Rule = async (sql) => {
  const rows = await sql`
    with held as (
      select c.relname, a.grantee, lower(a.privilege_type) as privilege from pg_class c, aclexplode(c.relacl) a
       where c.relnamespace = 'public'::regnamespace
      union all
      select c.relname, a.grantee, format('%s (%s)', lower(a.privilege_type), string_agg(t.attname, ', ' order by t.attname))
        from pg_class c join pg_attribute t on t.attrelid = c.oid, aclexplode(t.attacl) a
       where c.relnamespace = 'public'::regnamespace group by c.relname, a.grantee, a.privilege_type)
    select relname || ': ' || privilege as line from held where grantee in (0, 'leadvibe_app'::regrole::oid)`;
  const held = new Set(rows.map((row) => String(row.line)));
  const listed = new Set(
    Object.entries(tableGrants).flatMap(([table, list]) => list.map((grant) => `${table}: ${columnsInOrder(grant)}`)),
  );
  const tables = await sql`select relname from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p', 'v', 'm') and not relispartition order by 1`;
  return [
    ...tables
      .filter(({ relname }) => !Object.hasOwn(tableGrants, relname))
      .map(({ relname }) => `${relname}: name it in db/grants.ts, with what the application may do to it`),
    ...[...held].filter((line) => !listed.has(line)).map((line) => `${line}: held, but not listed in db/grants.ts`),
    ...[...listed].filter((line) => !held.has(line)).map((line) => `${line}: listed in db/grants.ts, but not held`),
  ];
};

export const catalogRules = {
  rowSecurityIsForced,
  tablesHavePolicies,
  partitionsAreClosed,
  primaryKeysBeginWithOrgId,
  uniquesBeginWithOrgId,
  foreignKeysBeginWithOrgId,
  uniquesOfAnOuSayWhich,
  foreignKeysStayInTheOu,
  policiesReadTheScopeOnce,
  definersFixTheirSearchPath,
  viewsAreInvokers,
  grantsAreTheListed,
  ...classRules,
} satisfies Record<string, Rule>;
