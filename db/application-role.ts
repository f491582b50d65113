import type { Sql, TransactionSql } from "postgres";
import { ConfigError } from "@/lib/env";
import { ConnectError, connectAsAdmin, errorCode, readUrl } from "./admin-connection";
import { tableGrants } from "./grants";
import { newestMigration } from "./newest-migration";
import { scramVerifier } from "./scram";

/** Whether the application's role can log in with the password in its URL. Throws ConfigError for any other problem. */
export async function canLogIn(appUrl: string): Promise<boolean> {
  try {
    const sql = await connectAsAdmin(appUrl, "DATABASE_URL");
    await sql.end({ timeout: 1 });
    return true;
  } catch (error) {
    if (!(error instanceof ConnectError)) throw error;
    if (error.code === "42501") return true; // the password is right; the grants give the privilege to connect
    if (error.code === "28P01" || error.code === "28000") return false;
    throw error;
  }
}

async function ensureRole(tx: TransactionSql, role: string, password: string, loggedIn: boolean): Promise<void> {
  const [found] = await tx`select rolsuper or rolbypassrls as unsafe from pg_roles where rolname = ${role}`;
  if (found?.unsafe) throw new ConfigError(unsafeSentence(role));
  if (found && loggedIn) return;
  const login = tx.unsafe(`login password '${scramVerifier(password)}'`);
  try {
    if (found) await tx`alter role ${tx(role)} ${login}`;
    else
      await tx`create role ${tx(role)} nosuperuser nobypassrls nocreatedb nocreaterole noreplication noinherit ${login}`;
  } catch (error) {
    if (errorCode(error) !== "42501") throw error;
    const change = found ? "change its password to the one in DATABASE_URL" : "create it";
    throw new ConfigError(
      `The role "${role}" cannot log in, and the role in MIGRATION_DATABASE_URL may not ${change}; do that by hand.`,
    );
  }
}

// Grants only what is missing: on a hosted database, the owner of the tables may not own the database itself.
async function ensureReach(tx: TransactionSql, role: string): Promise<void> {
  const [has] = await tx`select current_database() as database,
    has_database_privilege(${role}, current_database(), 'connect') as connect,
    has_schema_privilege(${role}, 'public', 'usage') as usage, has_schema_privilege(${role}, 'public', 'create') as create`;
  if (!has?.connect) await tx`grant connect on database ${tx(has?.database)} to ${tx(role)}`;
  if (!has?.usage) await tx`grant usage on schema public to ${tx(role)}`;
  if (has?.create) await tx`revoke create on schema public from public, ${tx(role)}`;
  await tx`grant usage on schema drizzle to ${tx(role)}`;
  await tx`grant select on drizzle.__drizzle_migrations to ${tx(role)}`;
}

/**
 * The job queue, which belongs to no organization: a role that may queue a job may also run it. Its tables have row-level
 * security without policies, so the role gets one for each; a job holds only ids (db/jobs.ts).
 */
async function grantQueue(tx: TransactionSql, role: string): Promise<void> {
  await tx`grant usage on schema graphile_worker to ${tx(role)}`;
  await tx`grant select, insert, update, delete on all tables in schema graphile_worker to ${tx(role)}`;
  await tx`grant usage on all sequences in schema graphile_worker to ${tx(role)}`;
  const guarded = await tx<{ name: string }[]>`
    select c.relname as name from pg_class c where c.relnamespace = 'graphile_worker'::regnamespace and c.relrowsecurity
       and not exists (select from pg_policy p where p.polrelid = c.oid and p.polname = 'leadvibe_jobs')`;
  for (const { name } of guarded) await tx`create policy leadvibe_jobs on graphile_worker.${tx(name)} using (true)`;
}

/** Creates or repairs the application's role and gives it exactly the privileges of db/grants.ts, in the transaction. */
export async function setUpRole(tx: TransactionSql, appUrl: string, loggedIn: boolean): Promise<void> {
  const { user: role, password } = readUrl(appUrl, "DATABASE_URL");
  await ensureRole(tx, role, password, loggedIn);
  await ensureReach(tx, role);
  await grantQueue(tx, role);
  const held = await tx<{ name: string }[]>`
    select c.relname as name from pg_class c where c.relnamespace = 'public'::regnamespace
       and c.relkind in ('r', 'p', 'v', 'm', 'S', 'f') and pg_has_role(c.relowner, 'usage')`;
  for (const { name } of held) await tx`revoke all on ${tx(name)} from ${tx(role)}`;
  for (const [table, privileges] of Object.entries(tableGrants)) {
    await tx`grant ${tx.unsafe(privileges.join(", "))} on ${tx(table)} to ${tx(role)}`;
  }
}

function unsafeSentence(role: string): string {
  return `The role "${role}" in DATABASE_URL could bypass row-level security (it is a superuser, has BYPASSRLS, or owns the tables or may act as their owner); use a role that owns nothing.`;
}

async function checkRole(sql: Sql): Promise<void> {
  const [row] = await sql`select current_user as role, exists (
      select from pg_roles r where pg_has_role(current_user, r.oid, 'member') and (r.rolsuper or r.rolbypassrls)
    ) or exists (
      select from pg_class c where c.relnamespace = 'public'::regnamespace and c.relkind in ('r', 'p')
         and pg_has_role(current_user, c.relowner, 'member')
    ) as unsafe`;
  if (row?.unsafe) throw new ConfigError(unsafeSentence(row.role));
}

/** The time of the newest migration that the database has, as in db/newest-migration.ts; 0 if there is none. */
export async function newestApplied(sql: Sql): Promise<number> {
  try {
    const [row] = await sql`select max(created_at)::text as newest from drizzle.__drizzle_migrations`;
    return Number(row?.newest);
  } catch (error) {
    if (/^(42P01|3F000|42501)$/.test(errorCode(error))) return 0; // the table is missing or not granted to this role: never set up
    throw error;
  }
}

/**
 * Throws ConfigError for a database that the application may not serve from: its role could bypass row-level security, or
 * it lacks a migration of this build.
 */
export async function verifyDatabase(appUrl: string): Promise<void> {
  const sql = await connectAsAdmin(appUrl, "DATABASE_URL");
  try {
    await checkRole(sql);
    if ((await newestApplied(sql)) < newestMigration) {
      throw new ConfigError(
        "The database in DATABASE_URL lacks migrations; run `npm run db:migrate` with MIGRATION_DATABASE_URL set to its owner's URL.",
      );
    }
  } finally {
    await sql.end({ timeout: 1 });
  }
}
