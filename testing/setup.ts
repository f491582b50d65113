import fs from "node:fs";
import os from "node:os";
import path from "node:path";
import type { TestProject } from "vitest/node";
import { migrateDatabase } from "@/db/migrate";
import { startEmbeddedPostgres } from "@/server/embedded-postgres";

declare module "vitest" {
  interface ProvidedContext {
    /** The test database as the application's role. */
    appUrl: string;
    /** The test database as its owner, a superuser. */
    ownerUrl: string;
  }
}

// The directory is dropped at the end, so nothing waits for the disk; the tests' deadlocks need not wait a second either.
const settings = {
  fsync: "off",
  synchronous_commit: "off",
  full_page_writes: "off",
  max_connections: "200",
  deadlock_timeout: "100ms",
};

/**
 * Vitest's global set-up: one embedded PostgreSQL for the whole run, in a temporary directory, migrated as in production.
 * Tests make organizations of their own in it, so they run in parallel and clean nothing up.
 */
export default async function setUp(project: TestProject): Promise<() => Promise<void>> {
  const dataDirectory = fs.mkdtempSync(path.join(os.tmpdir(), "leadvibe-test-"));
  const server = await startEmbeddedPostgres({ dataDirectory, purpose: "server", settings });
  const stop = async () => {
    await server.stop();
    fs.rmSync(dataDirectory, { recursive: true, force: true });
  };
  try {
    const { ownerUrl, appUrl } = server;
    await migrateDatabase({ ownerUrl, appUrl });
    project.provide("appUrl", appUrl);
    project.provide("ownerUrl", ownerUrl);
    return stop;
  } catch (error) {
    await stop();
    throw error;
  }
}
