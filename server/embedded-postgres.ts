import fs from "node:fs";
import path from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import postgres from "postgres";
import { ConfigError } from "@/lib/env";
import { clusterExists, initCluster } from "./cluster";
import {
  chooseIdentity,
  locateCluster,
  openDataDirectory,
  readSecrets,
  type Secrets,
  systemFolder,
} from "./data-directory";
import { findBinaries } from "./embedded-binaries";
import { isServed, type Ownership, type Purpose, takeOwnership } from "./ownership";
import { adoptOrLaunch, findRunning, type Postmaster, readPidFile, stopPostmaster } from "./postmaster";
import { isAlive, sendSignal } from "./process-identity";
import { keepAlive, type Running } from "./revival";

const DATABASE = "leadvibe";
const APPLICATION_ROLE = "leadvibe_app";

/** The bundled PostgreSQL, running. */
export type EmbeddedPostgres = {
  /** For migrations: the superuser. */
  ownerUrl: string;
  /** For everything else: the role that db/migrate.ts creates. */
  appUrl: string;
  dataDirectory: string;
  /** The key of session cookies, kept in the data directory. */
  sessionKey: string;
  /**
   * Watches it until `stop`. A database that this process started is restarted whenever it ends by itself. If it belongs to
   * another process, `onGone` is called once when it has ended with its server, or has another address.
   */
  watch(onGone: () => void): void;
  /** Stops a database that this process started, cleanly within `seconds` or else at once; leaves another's running. */
  stop(seconds?: number): Promise<void>;
};

type Options = {
  dataDirectory: string;
  purpose: Purpose;
  /** Server settings, for instance for the benchmark. */
  settings?: Record<string, string>;
  /** Cancels the start and leaves nothing running. */
  signal?: AbortSignal | undefined;
};

async function ensureDatabase(url: string, cluster: string): Promise<void> {
  const sql = postgres(url, { max: 1, fetch_types: false, onnotice: () => {} });
  try {
    const found = await sql`select from pg_database where datname = ${DATABASE}`;
    if (found.length === 0) await sql`create database ${sql(DATABASE)}`;
  } catch (error) {
    const code = (error as { code?: string }).code ?? "";
    if (code === "28P01") {
      throw new ConfigError(
        `The embedded database in ${cluster} refuses the password in secrets.json beside it; restore that file.`,
      );
    }
    if (!["42P04", "23505"].includes(code)) throw error; // else another process made it at the same moment
  } finally {
    await sql.end({ timeout: 2 });
  }
}

async function describe(dataDirectory: string, secrets: Secrets, { port }: Postmaster) {
  const urlTo = (user: string, password: string, database: string) =>
    `postgres://${user}:${password}@127.0.0.1:${port}/${database}`;
  await ensureDatabase(urlTo("postgres", secrets.owner_password, "postgres"), path.join(dataDirectory, "cluster"));
  return {
    ownerUrl: urlTo("postgres", secrets.owner_password, DATABASE),
    appUrl: urlTo(APPLICATION_ROLE, secrets.app_password, DATABASE),
    dataDirectory,
    sessionKey: secrets.nextauth_secret,
  };
}

async function startOwned(dataDirectory: string, owned: Ownership, { settings = {}, signal }: Options) {
  const identity = chooseIdentity(dataDirectory);
  const location = locateCluster(dataDirectory, identity);
  const secrets = readSecrets(dataDirectory, clusterExists(location));
  const binaries = findBinaries(identity, () => (identity.uid === undefined ? dataDirectory : systemFolder()));
  if (!clusterExists(location))
    await initCluster({ binaries, cluster: location, identity, password: secrets.owner_password, signal });
  const cluster = fs.realpathSync(location);
  const launch = { binaries, cluster, identity, logFile: path.join(dataDirectory, "postgres.log"), settings };
  const first = await adoptOrLaunch({ ...launch, signal });
  const running: Running = { server: first };
  const stopAtExit = () => running.server && sendSignal(running.server.pid, "SIGINT");
  process.once("exit", stopAtExit); // an exit that could not wait; a kill -9 leaves the server to the next start
  const stopping = new AbortController();
  let kept: Promise<void> | undefined;
  const watch = () => {
    kept ??= keepAlive(running, launch, stopping.signal);
  };
  const stop = async (seconds = 5) => {
    stopping.abort();
    await kept;
    if (running.server) await stopPostmaster(running.server.pid, seconds);
    process.off("exit", stopAtExit);
    owned.release();
  };
  try {
    return { ...(await describe(dataDirectory, secrets, first)), watch, stop };
  } catch (error) {
    await stop(2);
    throw error;
  }
}

// A server owns the directory: its database is running, or will be in a moment, and stays the server's own.
async function attach(dataDirectory: string, signal?: AbortSignal): Promise<EmbeddedPostgres | undefined> {
  const location = path.join(dataDirectory, "cluster");
  if (!clusterExists(location)) return undefined;
  const server = await findRunning(fs.realpathSync(location), signal);
  if (!server) return undefined;
  let timer: NodeJS.Timeout | undefined;
  // Its server restarts it on the same port; another server would use another port.
  const isGone = () => {
    const latest = readPidFile(location);
    if (latest && latest.port !== server.port) return true;
    return !(latest && isAlive(latest.pid)) && !isServed(dataDirectory);
  };
  const watch = (onGone: () => void) => {
    timer = setInterval(() => {
      if (!isGone()) return;
      clearInterval(timer);
      onGone();
    }, 500).unref();
  };
  const described = await describe(dataDirectory, readSecrets(dataDirectory, true), server);
  return { ...described, watch, stop: async () => clearInterval(timer) };
}

/**
 * Joins the database of the server that runs on the data directory, without the right to stop it. Throws ConfigError if no
 * server does: a lasting process that owned the directory would block the server's next start.
 */
export async function joinEmbeddedPostgres(dataDirectory: string, signal?: AbortSignal): Promise<EmbeddedPostgres> {
  const directory = openDataDirectory(dataDirectory);
  const running = await attach(directory, signal);
  if (running) return running;
  throw new ConfigError(`No server runs on ${directory}; start it first (npm start), or set DATABASE_URL.`);
}

/**
 * Starts the bundled PostgreSQL on the data directory, or adopts the one that a killed process left there; a command
 * ("cli") joins a running server's. Throws ConfigError if the directory is in use or not ours, or it doesn't start.
 */
export async function startEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
  const { purpose, signal } = options;
  const directory = openDataDirectory(options.dataDirectory);
  for (const deadline = Date.now() + 30_000; Date.now() < deadline; await sleep(100)) {
    const owned = await takeOwnership(directory, purpose, signal);
    if (owned === "attach") {
      const attached = await attach(directory, signal);
      if (attached) return attached;
      continue;
    }
    try {
      return await startOwned(directory, owned, options);
    } catch (error) {
      owned.release();
      throw error;
    }
  }
  throw new ConfigError(`The server that uses ${directory} did not start its database in time; try again.`);
}
