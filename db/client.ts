import postgres, { type Sql } from "postgres";
import { ConfigError, env } from "@/lib/env";
import { createGate } from "@/lib/gate";
import { translateDatabaseError } from "./errors";

type Pool = { sql: Sql; pass: <T>(work: () => Promise<T>) => Promise<T> };

// One pool a process, also where two bundles (the API host's and Next's) hold a copy of this module each.
const shared = globalThis as { leadvibePool?: Pool };

function openPool(): Pool {
  const { DATABASE_URL, DATABASE_POOL_SIZE, DATABASE_PREPARE } = env();
  if (!DATABASE_URL) throw new ConfigError("Set DATABASE_URL: there is no database to connect to.");
  // fetch_types stays on: without it postgres.js 3.4.9 never hands out a reserved connection that it had to open first.
  const sql = postgres(DATABASE_URL, {
    max: DATABASE_POOL_SIZE,
    prepare: DATABASE_PREPARE,
    connect_timeout: 5,
    idle_timeout: 300,
    onnotice: () => {},
    connection: {
      application_name: "leadvibe-admin",
      TimeZone: "UTC",
      statement_timeout: 10_000,
      lock_timeout: 5_000,
      idle_in_transaction_session_timeout: 10_000,
    },
  });
  return { sql, pass: createGate({ slots: DATABASE_POOL_SIZE, queueLimit: 500, waitMilliseconds: 5_000 }) };
}

/**
 * Runs work with the pool, as the application's role, once a connection is free. Throws DomainError `overloaded` when
 * none gets free in time and `database_unavailable` when the server cannot be reached; other database errors as they are.
 */
export async function withPool<T>(work: (sql: Sql) => Promise<T>): Promise<T> {
  shared.leadvibePool ??= openPool();
  const { sql, pass } = shared.leadvibePool;
  return pass(async () => {
    try {
      return await work(sql);
    } catch (error) {
      throw translateDatabaseError(error);
    }
  });
}

/** Ends the pool's connections after their running statements; waits at most 3 seconds for them. */
export async function closePool(): Promise<void> {
  const open = shared.leadvibePool;
  delete shared.leadvibePool;
  await open?.sql.end({ timeout: 3 });
}
