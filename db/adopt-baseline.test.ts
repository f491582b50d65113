import { randomBytes } from "node:crypto";
import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import postgres, { type Sql } from "postgres";
import { afterAll, afterEach, beforeAll, expect, inject, test } from "vitest";
import { ConfigError } from "@/lib/env";
import { owner } from "@/testing/database";
import { formerMigrations } from "@/testing/former-migrations";
import { verifyDatabase } from "./application-role";
import { migrateDatabase } from "./migrate";

// The baseline alone, without the migrations that follow it: what a database had after the 24.
const baseline = fs.mkdtempSync(path.join(os.tmpdir(), "leadvibe-baseline-"));
beforeAll(() => {
  fs.cpSync("db/migrations/0000_baseline.sql", path.join(baseline, "0000_baseline.sql"));
  const journal = JSON.parse(fs.readFileSync("db/migrations/meta/_journal.json", "utf8"));
  fs.mkdirSync(path.join(baseline, "meta"));
  fs.writeFileSync(
    path.join(baseline, "meta/_journal.json"),
    JSON.stringify({ ...journal, entries: [journal.entries[0]] }),
  );
});
afterAll(() => fs.rmSync(baseline, { recursive: true, force: true }));

const ends: (() => Promise<unknown>)[] = [];
afterEach(async () => {
  for (const end of ends.splice(0)) await end();
});

type Journal = [time: number, hash: string][];
type Database = { sql: Sql; migrated: () => Promise<void>; appUrl: string };

/** A database with what the baseline makes, or other migrations, and one organization, whose journal has these rows. */
async function databaseAt(journal: Journal, migrationsFolder = baseline): Promise<Database> {
  const name = `adopted_${randomBytes(5).toString("hex")}`;
  const at = (url: string) => Object.assign(new URL(url), { pathname: `/${name}` }).href;
  const [ownerUrl, appUrl] = [at(inject("ownerUrl")), at(inject("appUrl"))];
  await owner()`create database ${owner()(name)}`;
  const sql = postgres(ownerUrl, { max: 1, onnotice: () => {} });
  ends.push(() => sql.end({ timeout: 1 }).then(() => owner()`drop database ${owner()(name)} with (force)`));
  await migrate(drizzle(sql), { migrationsFolder });
  await sql`delete from drizzle.__drizzle_migrations`;
  for (const [time, hash] of journal) {
    await sql`insert into drizzle.__drizzle_migrations (hash, created_at) values (${hash}, ${time})`;
  }
  await sql`insert into organizations (org_id, name) values ('org_old', 'Old')`;
  return { sql, appUrl, migrated: () => migrateDatabase({ ownerUrl, appUrl }) };
}

const journalOf = (sql: Sql) => sql`select hash, created_at from drizzle.__drizzle_migrations order by created_at`;
const organizations = (sql: Sql) => sql`select org_id, name from organizations`;

test("a database with all the migrations that the baseline replaced goes on from the baseline", async () => {
  const { sql, appUrl, migrated } = await databaseAt(formerMigrations);
  await sql`create table drizzle.data_steps (name text primary key, done_at timestamptz not null default now())`;
  await sql`insert into drizzle.data_steps values ('text_keys', '2020-06-01')`;
  await migrated();
  expect(await journalOf(sql)).toEqual(await journalOf(owner()));
  expect(await organizations(sql)).toEqual([{ org_id: "org_old", name: "Old" }]);
  const steps = await sql`select name, extract(year from done_at)::int as year from drizzle.data_steps`;
  expect(steps).toEqual([{ name: "text_keys", year: 2020 }]);
  await verifyDatabase(appUrl);
});

test("a data step that such a database has not had still runs", async () => {
  const { sql, migrated } = await databaseAt(formerMigrations);
  await sql`insert into org_units (org_id, unit_id, name, name_key, slug) values ('org_old', 'unit_old', 'Sales', 'old', 's')`;
  await migrated();
  expect(await sql`select name_key from org_units`).toEqual([{ name_key: "sales" }]);
});

test("an older database is refused with the version to start once, and stays as it is", async () => {
  const { sql, migrated } = await databaseAt(formerMigrations.slice(0, -1));
  const journal = await journalOf(sql);
  const refusal = await migrated().catch((error: unknown) => error);
  expect(refusal).toBeInstanceOf(ConfigError);
  expect((refusal as Error).message).toMatch(/^The database was last migrated [^\n]*; start commit 57008ca [^\n]*\.$/);
  expect(await journalOf(sql)).toEqual(journal);
});

test("a database that a newer version has migrated is left as it is", async () => {
  const next: Journal = (await journalOf(owner())).map(({ hash, created_at }) => [Number(created_at), hash]);
  const { sql, migrated } = await databaseAt([...next, [4_000_000_000_000, "newer"]], "db/migrations");
  const journal = await journalOf(sql);
  await migrated();
  expect(await journalOf(sql)).toEqual(journal);
  expect(await organizations(sql)).toHaveLength(1);
});
