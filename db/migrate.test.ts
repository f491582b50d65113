import crypto from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import postgres from "postgres";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ConfigError } from "@/lib/env";
import { type EmbeddedPostgres, startEmbeddedPostgres } from "@/server/embedded-postgres";
import { until } from "@/testing/launch";
import { copyDemo } from "@/testing/process";
import { assertSupportedVersion } from "./admin-connection";
import { verifyDatabase } from "./application-role";
import { tableGrants } from "./grants";
import { migrateDatabase } from "./migrate";

let server: EmbeddedPostgres;
let folder: string;

beforeAll(async () => {
  folder = fs.mkdtempSync(path.join(os.tmpdir(), "leadvibe-migrate-"));
  copyDemo(folder);
  server = await startEmbeddedPostgres({ dataDirectory: folder, purpose: "server", settings: { fsync: "off" } });
}, 60_000);

afterAll(async () => {
  await server?.stop();
  fs.rmSync(folder, { recursive: true, force: true });
});

const name = () => `t${crypto.randomBytes(5).toString("hex")}`;

function urlWith(changes: Partial<Pick<URL, "username" | "password" | "pathname" | "port" | "host">>): string {
  return Object.assign(new URL(server.ownerUrl), changes).href;
}

async function run(statement: string, url = server.ownerUrl): Promise<postgres.RowList<postgres.Row[]>> {
  const sql = postgres(url, { max: 1, onnotice: () => {} });
  try {
    return await sql.unsafe(statement);
  } finally {
    await sql.end();
  }
}

/** A fresh database with the URLs of its owner and of an application role that does not exist yet. */
async function freshDatabase(template = "template1") {
  const database = name();
  await run(`create database ${database} template ${template}`);
  return {
    ownerUrl: urlWith({ pathname: `/${database}` }),
    appUrl: urlWith({ pathname: `/${database}`, username: name(), password: "p%40ss'$word" }),
  };
}

/** The same with the tables of the demo's database, which are migrated, and with the role. */
async function migratedDatabase() {
  const urls = await freshDatabase("leadvibe");
  await migrateDatabase(urls);
  return urls;
}

async function refusal(work: Promise<unknown>): Promise<string> {
  const error = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  expect(error).toBeInstanceOf(ConfigError);
  return (error as ConfigError).message;
}

test("several processes at once migrate one database once and make the role", async () => {
  const urls = await freshDatabase();
  await Promise.all(Array.from({ length: 5 }, () => migrateDatabase(urls)));
  await migrateDatabase(urls);
  await verifyDatabase(urls.appUrl);
  const journal = JSON.parse(fs.readFileSync("db/migrations/meta/_journal.json", "utf8"));
  const [row] = await run("select count(*)::int as applied from drizzle.__drizzle_migrations", urls.ownerUrl);
  expect(row?.applied).toBe(journal.entries.length);
});

test("the role has exactly the granted privileges, even if it had more before", async () => {
  const urls = await migratedDatabase();
  const role = new URL(urls.appUrl).username;
  await run(
    `grant all on all tables in schema public to ${role}; grant create on schema public to ${role}`,
    urls.ownerUrl,
  );
  await migrateDatabase(urls);
  const held = await run(
    `select c.relname as table, lower(a.privilege_type) as privilege
       from pg_class c, aclexplode(c.relacl) a where a.grantee = '${role}'::regrole and c.relnamespace = 'public'::regnamespace
     union all
     select c.relname, format('%s (%s)', lower(a.privilege_type), string_agg(t.attname, ', ' order by t.attname))
       from pg_class c join pg_attribute t on t.attrelid = c.oid, aclexplode(t.attacl) a
      where a.grantee = '${role}'::regrole and c.relnamespace = 'public'::regnamespace group by c.relname, a.privilege_type`,
    urls.ownerUrl,
  );
  const sorted = (privilege: string) =>
    privilege.replace(/\(.*\)/, (list) => `(${list.slice(1, -1).split(", ").sort().join(", ")})`);
  const wanted = Object.entries(tableGrants).flatMap(([table, list]) =>
    list.map((grant) => `${table}: ${sorted(grant)}`),
  );
  expect(held.map((row) => `${row.table}: ${row.privilege}`).sort()).toEqual(wanted.sort());
  await expect(run("create table public.mine (x int)", urls.appUrl)).rejects.toThrow(/permission denied/);
  await expect(run("delete from drizzle.__drizzle_migrations", urls.appUrl)).rejects.toThrow(/permission denied/);
  const [flags] = await run(
    `select rolsuper or rolbypassrls or rolcreatedb or rolcreaterole or rolreplication as any from pg_roles where rolname = '${role}'`,
  );
  expect(flags?.any).toBe(false);
});

test("a changed password in DATABASE_URL is set, as a verifier that does not reveal it", async () => {
  const urls = await migratedDatabase();
  const appUrl = Object.assign(new URL(urls.appUrl), { password: "another-long-secret" }).href;
  await migrateDatabase({ ...urls, appUrl });
  await verifyDatabase(appUrl);
  expect(await refusal(verifyDatabase(urls.appUrl))).toMatch(/^DATABASE_URL: the password of the role/);
  const [row] = await run(`select rolpassword from pg_authid where rolname = '${new URL(appUrl).username}'`);
  expect(row?.rolpassword).toMatch(/^SCRAM-SHA-256\$4096:/);
});

test("an owner that may not create roles uses an existing one, and the error says if there is none", async () => {
  const { ownerUrl, appUrl } = await freshDatabase();
  const owner = name();
  const database = new URL(ownerUrl).pathname.slice(1);
  await run(`create role ${owner} login password 'owner-secret'; alter database ${database} owner to ${owner}`);
  const weakUrl = Object.assign(new URL(ownerUrl), { username: owner, password: "owner-secret" }).href;
  const sentence = await refusal(migrateDatabase({ ownerUrl: weakUrl, appUrl }));
  expect(sentence).toMatch(/may not create it; do that by hand/);
  await run(`create role ${new URL(appUrl).username} login password 'p@ss''$word'`);
  await migrateDatabase({ ownerUrl: weakUrl, appUrl });
  await verifyDatabase(appUrl);
});

test("a role that could bypass row-level security is refused", async () => {
  const urls = await migratedDatabase();
  const role = new URL(urls.appUrl).username;
  const walls = /could bypass row-level security/;
  await run(`alter role ${role} bypassrls`);
  expect(await refusal(verifyDatabase(urls.appUrl))).toMatch(walls);
  expect(await refusal(migrateDatabase(urls))).toMatch(walls);
  await run(`alter role ${role} nobypassrls; create role ${role}_group bypassrls; grant ${role}_group to ${role}`);
  expect(await refusal(verifyDatabase(urls.appUrl))).toMatch(walls);
  await run(`drop role ${role}_group`);
  await verifyDatabase(urls.appUrl);
  await run(`alter table public.members owner to ${role}`, urls.ownerUrl);
  expect(await refusal(verifyDatabase(urls.appUrl))).toMatch(walls);
  expect(await refusal(migrateDatabase({ ...urls, appUrl: urls.ownerUrl }))).toMatch(/name the same role/);
});

test("a database without the newest migration is not served", async () => {
  const urls = await migratedDatabase();
  await run("delete from drizzle.__drizzle_migrations", urls.ownerUrl);
  expect(await refusal(verifyDatabase(urls.appUrl))).toMatch(/npm run db:migrate/);
});

test("a database that a newer build has migrated stays as it is, and is served", async () => {
  const urls = await migratedDatabase();
  const role = new URL(urls.appUrl).username;
  await run(
    `insert into drizzle.__drizzle_migrations (hash, created_at) values ('newer', ${Date.now() * 2});
     create table public.newer (x int); grant select on public.newer to ${role}`,
    urls.ownerUrl,
  );
  await migrateDatabase(urls);
  await verifyDatabase(urls.appUrl);
  expect(await run("select from public.newer", urls.appUrl)).toEqual([]);
});

test("a migration lets those go first who wait behind it for a table, and tries again", async () => {
  const urls = await freshDatabase();
  await run(
    "create schema drizzle; create table drizzle.__drizzle_migrations (id serial primary key, hash text not null, created_at bigint)",
    urls.ownerUrl,
  );
  const reader = postgres(urls.ownerUrl, { max: 1 });
  const waiting = () =>
    run(
      "select from pg_locks where not granted and relation = 'drizzle.__drizzle_migrations'::regclass",
      urls.ownerUrl,
    );
  const migrating = await reader.begin(async (tx) => {
    await tx`lock table drizzle.__drizzle_migrations in share mode`;
    const begun = { end: migrateDatabase(urls) };
    await until("the migration to wait", async () => (await waiting()).length > 0);
    await until("it to let others go first", async () => (await waiting()).length === 0);
    return begun;
  });
  await reader.end();
  await migrating.end;
  await verifyDatabase(urls.appUrl);
});

test("a bad URL is reported in one sentence that names the fault and never the password", async () => {
  const good = await freshDatabase();
  const secret = "Sup3r-Secret-Passw0rd";
  const cases: [string, RegExp][] = [
    [urlWith({ username: "postgres", password: secret }), /password of the role "postgres" at .* is wrong/],
    [urlWith({ username: "nobody_here", password: secret }), /no such role/],
    [urlWith({ pathname: "/not_there" }), /has no database "not_there"/],
    [urlWith({ host: "127.0.0.1:1", password: secret }), /127\.0\.0\.1:1 cannot be reached \(ECONNREFUSED\)/],
    [urlWith({ host: "no-such-host.invalid", password: secret }), /cannot be reached/],
  ];
  for (const [ownerUrl, fault] of cases) {
    const sentence = await refusal(migrateDatabase({ ...good, ownerUrl }));
    expect(sentence).toMatch(fault);
    expect(sentence).toMatch(/^MIGRATION_DATABASE_URL: [^\n]*\.$/);
    expect(sentence).not.toContain(secret);
    expect(sentence).not.toContain(new URL(server.ownerUrl).password);
  }
}, 30_000);

test("a server older than PostgreSQL 15 is refused by name", async () => {
  expect(() => assertSupportedVersion(140_011, "db:5432")).toThrow(
    "The database at db:5432 is PostgreSQL 14.11, which is too old",
  );
  expect(() => assertSupportedVersion(150_000, "db:5432")).not.toThrow();
});
