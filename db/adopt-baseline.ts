import { readMigrationFiles } from "drizzle-orm/migrator";
import type { Sql } from "postgres";
import { ConfigError } from "@/lib/env";

// The baseline replaced 24 migrations. It has the time of the last of them, and this is the hash of that one.
const LAST_REPLACED = "69f521cf52be64c122015e3e4e513d6b84e66a69ddeb04bfa4f37bc7a2023968";
const LAST_VERSION = "57008ca"; // the commit that still has those migrations

/**
 * Takes over a database from before the baseline. If it has all the migrations that the baseline replaced, only its journal
 * changes, to say that the baseline is applied. Throws ConfigError if it lacks some of them.
 */
export async function adoptBaseline(sql: Sql, migrationsFolder: string): Promise<void> {
  const [journal] = await sql`select to_regclass('drizzle.__drizzle_migrations') as name`;
  const [baseline] = readMigrationFiles({ migrationsFolder });
  if (!journal?.name || !baseline) return;
  const applied = await sql<{ hash: string; time: string }[]>`
    select hash, created_at::text as time from drizzle.__drizzle_migrations`;
  if (applied.length > 0 && applied.every(({ time }) => Number(time) < baseline.folderMillis)) {
    throw new ConfigError(
      `The database was last migrated by a version that this one cannot upgrade; start commit ${LAST_VERSION} with it once (git checkout ${LAST_VERSION} && npm ci && npm start), then this version.`,
    );
  }
  if (!applied.some(({ hash }) => hash === LAST_REPLACED)) return;
  await sql.begin(async (tx) => {
    await tx`delete from drizzle.__drizzle_migrations where created_at <= ${baseline.folderMillis}`;
    await tx`insert into drizzle.__drizzle_migrations (hash, created_at) values (${baseline.hash}, ${baseline.folderMillis})`;
  });
}
