import type { Row, Sql, TransactionSql } from "postgres";
import { functionClasses, knownExceptions, tableClasses } from "@/db/table-classes";

// What Citus 14 asks of the schema (docs/scale.md), checked in Postgres's catalog as testing/catalog.ts does. A rule returns a
// sentence for each object that breaks it and is no known exception, and for each exception that no longer is one.

type Rule = (sql: Sql | TransactionSql) => Promise<string[]>;

const namesOf = (rows: readonly Row[]) => rows.map((row) => String(row.name));
const distributed = Object.keys(tableClasses).filter((name) => tableClasses[name] === "distributed");
const isDistributed = (name: string) => tableClasses[name] === "distributed";

function differences(found: Iterable<string>, listed: readonly string[], list: string, advice: string): string[] {
  const names = new Set(found);
  return [
    ...[...names].filter((name) => !listed.includes(name)).map((name) => `${name}: ${advice}`),
    ...listed
      .filter((name) => !names.has(name))
      .map((name) => `${name}: take it out of ${list} in db/table-classes.ts`),
  ];
}

const tablesAreClassed: Rule = async (sql) => {
  const tables = await sql`select relname as name from pg_class
     where relnamespace = 'public'::regnamespace and relkind in ('r', 'p') and not relispartition order by 1`;
  return differences(namesOf(tables), Object.keys(tableClasses), "tableClasses", "name it in db/table-classes.ts");
};

/** Tables of one organization are together on a shard only if their `org_id` has the same type and collation. */
const orgIdsAreAlike: Rule = async (sql) =>
  (
    await sql`select c.relname as name from pg_class c left join pg_attribute a on a.attrelid = c.oid and a.attname = 'org_id'
       left join pg_collation l on l.oid = a.attcollation
     where c.relnamespace = 'public'::regnamespace and c.relname = any (${distributed})
       and (a.atttypid = 'text'::regtype and a.attnotnull and l.collname = 'default') is not true order by 1`
  ).map(({ name }) => `${name}: its org_id must be text, not null and of the default collation`);

const shardsHaveNoTriggers: Rule = async (sql) => {
  const triggers = await sql`select format('%s on %s', t.tgname, c.relname) as name
      from pg_trigger t join pg_class c on c.oid = t.tgrelid
     where not t.tgisinternal and c.relnamespace = 'public'::regnamespace and c.relname = any (${distributed}) order by 1`;
  const { triggers: known } = knownExceptions;
  return differences(namesOf(triggers), known, "triggers", "Citus has no triggers on distributed tables");
};

const shardPoliciesAreFlat: Rule = async (sql) => {
  const tables = await sql`select distinct c.relname as name from pg_policy p join pg_class c on c.oid = p.polrelid
     where c.relname = any (${distributed}) and concat(p.polqual::text, p.polwithcheck::text) ~ 'SUBLINK' order by 1`;
  const { policiesWithSubSelects: known } = knownExceptions;
  return differences(namesOf(tables), known, "policiesWithSubSelects", "Citus has no sub-selects in policies");
};

const foreignKeysFitTheClasses: Rule = async (sql) => {
  const keys =
    await sql`select k.conname as name, here.relname as child, there.relname as parent, k.confdeltype as action
      from pg_constraint k join pg_class here on here.oid = k.conrelid join pg_class there on there.oid = k.confrelid
     where k.contype = 'f' and k.connamespace = 'public'::regnamespace and k.conparentid = 0 order by 1`;
  const wrong = keys.filter(({ child, parent, action }) =>
    isDistributed(child) ? /[nd]/.test(action) || tableClasses[parent] === "local" : isDistributed(parent),
  );
  const advice = "Citus refuses SET NULL on a shard, and keys between local and distributed tables";
  return differences(namesOf(wrong), knownExceptions.foreignKeys, "foreignKeys", advice);
};

const shardsAreSupported: Rule = async (sql) =>
  namesOf(
    await sql`
    select format('%s: Citus has no exclusion constraints on distributed tables', conname) as name from pg_constraint
     where contype = 'x' and conrelid::regclass::text = any (${distributed})
    union all
    select format('%s: a partition of a partition; Citus has one level', i.inhrelid::regclass) from pg_inherits i
     where exists (select from pg_inherits above where above.inhrelid = i.inhparent)
       and (select relkind from pg_class where oid = i.inhrelid) in ('r', 'p')
    union all
    select format('%s.%s: a sequence of one node; make the id in the application', a.attrelid::regclass, a.attname) from pg_attribute a
     where a.attidentity <> '' and a.attrelid::regclass::text = any (${distributed}) order by 1`,
  );

type Found = { name: string; first: string | null; source: string; is_volatile: boolean; is_trigger: boolean };

const listFunctions = (sql: Sql | TransactionSql) => sql<Found[]>`
  select proname as name, proargnames[1] as first, prosrc as source, provolatile = 'v' as is_volatile,
         prorettype = 'trigger'::regtype as is_trigger
    from pg_proc where pronamespace = 'public'::regnamespace order by 1`;

const tablesIn = (source: string) =>
  [...new Set(source.match(/(?<=\bpublic\.)[a-z_]+\b(?!\()/g))].filter((name) => isDistributed(name));

const functionsAreListed: Rule = async (sql) => {
  const found = (await listFunctions(sql)).filter(({ is_trigger }) => !is_trigger);
  const { delegated, scoped, directory } = functionClasses;
  const byArgument = found.filter(({ first }) => first === "p_org").map(({ name }) => name);
  const others = found.filter(({ first, source }) => first !== "p_org" && tablesIn(source).length > 0);
  return [
    ...differences(byArgument, delegated, "delegated", "name it in functionClasses.delegated in db/table-classes.ts"),
    ...differences(
      others.map(({ name }) => name),
      [...scoped, ...directory],
      "functionClasses",
      "give it p_org as its first parameter, or name it in functionClasses in db/table-classes.ts",
    ),
  ];
};

/** A look-up without an organization asks every shard, unless its tables are on every node or on the coordinator. */
const lookupsStayLocal: Rule = async (sql) => {
  const found = (await listFunctions(sql)).filter(({ name }) => functionClasses.directory.includes(name));
  const reads = found.flatMap(({ name, source }) => tablesIn(source).map((table) => `${name} reads ${table}`));
  const { directoryLookups: known } = knownExceptions;
  return differences(reads, known, "directoryLookups", "it would ask every shard");
};

const updatesAreNotVolatile: Rule = async (sql) => {
  const functions = await listFunctions(sql);
  const own = functions.filter(({ is_volatile }) => is_volatile).map(({ name }) => name);
  const call = new RegExp(`\\b(clock_timestamp|random|gen_random_uuid|${own.join("|")})\\(`);
  return functions.flatMap(({ name, source }) => {
    const updates = source.match(/\bUPDATE public\.\w+[^;]*/g) ?? [];
    const faults = updates.filter((text) => tablesIn(text.slice(0, 60)).length > 0 && call.test(text));
    return faults.map((text) => `${name}: call ${call.exec(text)?.[1]} before the UPDATE, into a variable`);
  });
};

export const classRules = {
  tablesAreClassed,
  orgIdsAreAlike,
  shardsHaveNoTriggers,
  shardPoliciesAreFlat,
  foreignKeysFitTheClasses,
  shardsAreSupported,
  functionsAreListed,
  lookupsStayLocal,
  updatesAreNotVolatile,
} satisfies Record<string, Rule>;
