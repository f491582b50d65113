import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { ConnectError, isUnreachable } from "@/db/admin-connection";
import { verifyDatabase } from "@/db/application-role";
import { migrateDatabase } from "@/db/migrate";
import { verifyPreparedStatements } from "@/db/prepared-statements";
import { watchDisk } from "@/lib/disk-space";
import { auditKey, ConfigError, env, noteEmbedded, provideEnv, sessionKey } from "@/lib/env";
import { log } from "@/lib/log";
import { type EmbeddedPostgres, joinEmbeddedPostgres, startEmbeddedPostgres } from "./embedded-postgres";
import type { Purpose } from "./ownership";

const RETRY_MILLISECONDS = 500;

async function verifyOwn(appUrl: string): Promise<void> {
  await verifyDatabase(appUrl);
  if (env().DATABASE_PREPARE) await verifyPreparedStatements(appUrl);
}

async function prepareOwn(appUrl: string): Promise<void> {
  const ownerUrl = env().MIGRATION_DATABASE_URL;
  if (ownerUrl) await migrateDatabase({ ownerUrl, appUrl });
  await verifyOwn(appUrl);
}

// Tries until the database can be reached: it may start later than we do, or be away for a moment.
async function onceReachable(work: () => Promise<void>, signal: AbortSignal | undefined): Promise<void> {
  for (let isWaiting = false; ; await sleep(RETRY_MILLISECONDS, undefined, { signal })) {
    try {
      await work();
      if (isWaiting) log().info("the database can be reached");
      return;
    } catch (error) {
      if (env().DATABASE_WAIT === "off" || !isUnreachable(error)) throw error;
      if (!isWaiting) log().warn(`${error.message} Waiting for it.`);
      isWaiting = true;
    }
  }
}

// An operator's own database has to come with keys: they make links, and sign the audit logs.
function assertKeys(): void {
  sessionKey();
  auditKey();
}

// The operator's own keys come before those in the data directory.
function provideUrlAndKeys({ appUrl, keys }: EmbeddedPostgres): void {
  const own = env();
  const missing = Object.entries(keys).filter(([name]) => own[name as keyof typeof own] === undefined);
  provideEnv({ DATABASE_URL: appUrl, ...Object.fromEntries(missing) });
}

/**
 * Gets the database ready to serve: the operator's own (DATABASE_URL), for which a server waits, or the embedded one, which
 * it starts and returns for the caller to stop. If it throws (ConfigError), nothing is left running.
 */
export async function prepareDatabase(purpose: Purpose, signal?: AbortSignal): Promise<EmbeddedPostgres | undefined> {
  const { DATABASE_URL, DATA_DIR, MIGRATION_DATABASE_URL } = env();
  if (DATABASE_URL) {
    if (purpose === "server") assertKeys();
    const prepare = () => prepareOwn(DATABASE_URL);
    await (purpose === "server" ? onceReachable(prepare, signal) : prepare());
    return undefined;
  }
  if (MIGRATION_DATABASE_URL) {
    throw new ConfigError(
      "MIGRATION_DATABASE_URL is set and DATABASE_URL is not; set both, or neither for the embedded database.",
    );
  }
  const embedded = await startEmbeddedPostgres({ dataDirectory: DATA_DIR, purpose, signal });
  try {
    const { ownerUrl, appUrl } = embedded;
    await migrateDatabase({ ownerUrl, appUrl });
    await verifyDatabase(appUrl);
    signal?.throwIfAborted();
    noteEmbedded(true);
    provideUrlAndKeys(embedded);
    if (purpose === "server") await watchDisk(path.join(embedded.dataDirectory, "cluster"));
    return embedded;
  } catch (error) {
    await embedded.stop();
    if (!(error instanceof ConnectError && error.code === "28P01")) throw error;
    const file = path.join(embedded.dataDirectory, "secrets.json");
    throw new ConfigError(`The embedded database refuses the password in ${file}; restore that file.`);
  }
}

/**
 * Joins the database that servers already use: the operator's own (DATABASE_URL), once it can be reached, or the embedded one of the server that
 * runs on DATA_DIR, whose end calls `onGone`. It migrates nothing. Throws ConfigError.
 */
export async function joinDatabase(onGone: () => void, signal: AbortSignal): Promise<void> {
  const { DATABASE_URL, DATA_DIR } = env();
  if (DATABASE_URL) {
    assertKeys();
    await onceReachable(() => verifyOwn(DATABASE_URL), signal);
    return;
  }
  const embedded = await joinEmbeddedPostgres(DATA_DIR, onGone, signal);
  await verifyDatabase(embedded.appUrl);
  provideUrlAndKeys(embedded);
  await watchDisk(path.join(embedded.dataDirectory, "cluster"));
}
