import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { drizzle } from "drizzle-orm/postgres-js";
import { migrate } from "drizzle-orm/postgres-js/migrator";
import { Logger, runMigrations } from "graphile-worker";
import type { Sql } from "postgres";
import { ConfigError } from "@/lib/env";
import { connectAsAdmin, errorCode, readUrl } from "./admin-connection";
import { adoptBaseline } from "./adopt-baseline";
import { canLogIn, newestApplied, setUpRole } from "./application-role";
import { runDataSteps } from "./data-steps";
import { ensureEventPartitions } from "./event-partitions";
import { newestMigration } from "./newest-migration";
import { ensureOperatorPolicies } from "./operator-policies";

const LOCK = 7_236_981_402; // any number, the same in every process; each database has its own locks
const LOCK_SECONDS = 60;

const quiet = new Logger(() => () => {}); // a failure is thrown; the other messages are noise

// A session-level lock, so it ends with the connection, even after a kill -9.
async function lock(sql: Sql): Promise<void> {
  for (const deadline = Date.now() + LOCK_SECONDS * 1000; ; await sleep(100)) {
    const [row] = await sql`select pg_try_advisory_lock(${LOCK}) as taken`;
    if (row?.taken) return;
    if (Date.now() > deadline)
      throw new ConfigError("Another process has been migrating this database for a minute; try again later.");
  }
}

// Roles belong to the whole server: the set-up of another database, which the lock does not cover, may change the same one.
async function retryingConcurrentRole(work: () => Promise<void>): Promise<void> {
  for (let left = 5; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      const concurrent = /^(XX000|23505|42710)$/.test(errorCode(error));
      if (!concurrent || left === 1) throw error;
      await sleep(50 + Math.random() * 100);
    }
  }
}

// Requests that come after a migration wait behind it for a table, so it waits for two seconds at most, and tries again.
async function givingWay(sql: Sql, work: () => Promise<void>): Promise<void> {
  await sql`set lock_timeout = '2s'`;
  for (const deadline = Date.now() + LOCK_SECONDS * 1000; ; await sleep(500)) {
    try {
      await work();
      return void (await sql`reset lock_timeout`);
    } catch (error) {
      const isBlocked = error instanceof Error && /^(55P03|40P01)$/.test(errorCode(error.cause ?? error));
      if (!isBlocked) throw error;
      if (Date.now() > deadline) throw new ConfigError("The tables have been in use for a minute; try again later.");
    }
  }
}

/**
 * Brings the database to the newest migration and its application role to the privileges of db/grants.ts. Idempotent, and
 * safe when several processes start at once and while others serve. One that a newer build has migrated stays as it is, with
 * that build's privileges. Throws ConfigError, whose sentence never holds a password.
 */
export async function migrateDatabase({ ownerUrl, appUrl }: { ownerUrl: string; appUrl: string }): Promise<void> {
  const owner = readUrl(ownerUrl, "MIGRATION_DATABASE_URL");
  if (owner.user === readUrl(appUrl, "DATABASE_URL").user) {
    throw new ConfigError(
      `DATABASE_URL and MIGRATION_DATABASE_URL name the same role "${owner.user}"; the application needs one that owns nothing.`,
    );
  }
  const sql = await connectAsAdmin(ownerUrl, "MIGRATION_DATABASE_URL");
  try {
    await lock(sql);
    if ((await newestApplied(sql)) > newestMigration) return;
    const migrationsFolder = path.resolve("db/migrations");
    await adoptBaseline(sql, migrationsFolder);
    await givingWay(sql, async () => {
      await migrate(drizzle(sql), { migrationsFolder });
      await ensureEventPartitions(sql, new Date());
    });
    await runMigrations({ connectionString: ownerUrl, logger: quiet });
    await runDataSteps(sql);
    const loggedIn = await canLogIn(appUrl);
    await retryingConcurrentRole(async () => {
      await sql.begin((tx) => setUpRole(tx, appUrl, loggedIn));
    });
    await ensureOperatorPolicies(sql);
  } finally {
    await sql.end({ timeout: 1 });
  }
}
