import postgres from "postgres";
import type { TestProject } from "vitest/node";
import { closePool } from "@/db/client";
import { migrateDatabase } from "@/db/migrate";
import { provideEnv } from "@/lib/env";
import { seedDemo } from "@/server/demo/seed";
import { startEmbeddedPostgres } from "@/server/embedded-postgres";
import { temporaryDataDirectory } from "./launch";

declare module "vitest" {
  interface ProvidedContext {
    /** A data directory as a first start leaves it, with the demo. Copy it (demoDirectory in testing/process.ts). */
    demoDirectory: string;
  }
}

// The directory is copied with its write-ahead log, so no segments are prepared for later.
const settings = { fsync: "off", archive_mode: "off", wal_recycle: "off", wal_init_zero: "off" };

// Drops what would only be copied: databases that nobody connects to, and, once the server stops, the log so far.
async function shrink(ownerUrl: string): Promise<void> {
  const sql = postgres(ownerUrl, { max: 1 });
  await sql`update pg_database set datistemplate = false where datname = 'template0'`;
  for (const spare of ["postgres", "template0"]) await sql`drop database ${sql(spare)}`;
  await sql`select pg_switch_wal()`;
  await sql.end();
}

/** Makes the demo in a data directory, as the first start of a server does, with nothing left running. */
export async function makeDemo(dataDirectory: string): Promise<void> {
  const made = await startEmbeddedPostgres({ dataDirectory, purpose: "server", settings });
  try {
    await migrateDatabase(made);
    provideEnv({ DATABASE_URL: made.appUrl, ...made.keys });
    await seedDemo(dataDirectory, made.ownerUrl);
    await shrink(made.ownerUrl);
  } finally {
    await closePool();
    await made.stop();
  }
}

/** Vitest's global set-up: makes the demo once for all process tests that begin with it, because it costs as much as they do. */
export default async function setUp(project: TestProject): Promise<() => void> {
  const { directory, remove } = temporaryDataDirectory();
  try {
    await makeDemo(directory);
    project.provide("demoDirectory", directory);
    return remove;
  } catch (error) {
    remove();
    throw error;
  }
}
