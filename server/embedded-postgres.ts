import { ConfigError } from "@/lib/env";
import { archiving } from "./backup/archive";
import { clusterExists, DATABASE, initCluster } from "./cluster";
import { chooseIdentity, locateCluster, openDataDirectory, readSecrets, systemFolder } from "./data-directory";
import { findBinaries } from "./embedded-binaries";
import { keepRunning } from "./keep-running";
import { findOwner, type Ownership, ownOrJoin, type Purpose } from "./ownership";
import { findReady, findServer } from "./postmaster";

/** The bundled PostgreSQL, running. */
export type EmbeddedPostgres = {
  /** For migrations: the superuser. */
  ownerUrl: string;
  /** For everything else: the role that db/migrate.ts creates. */
  appUrl: string;
  dataDirectory: string;
  /** The keys that are kept in the data directory, by the variables that they stand for. */
  keys: Partial<Record<"NEXTAUTH_SECRET" | "NEXTAUTH_SECRET_OLD" | "AUDIT_KEY" | "DATA_KEY" | "DATA_KEY_OLD", string>>;
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

/** What callers need of the data directory's database, which runs on that port. */
export function describe(
  dataDirectory: string,
  port: number,
  stop = async (_seconds?: number) => {},
): EmbeddedPostgres {
  const secrets = readSecrets(dataDirectory, true);
  const { owner_password, app_password, nextauth_secret_old: oldSecret, data_key_old: oldKey } = secrets;
  const at = `127.0.0.1:${port}/${DATABASE}`;
  return {
    ownerUrl: `postgres://postgres:${owner_password}@${at}`,
    appUrl: `postgres://leadvibe_app:${app_password}@${at}`,
    dataDirectory,
    keys: {
      NEXTAUTH_SECRET: secrets.nextauth_secret,
      AUDIT_KEY: secrets.audit_key,
      DATA_KEY: secrets.data_key,
      ...(oldSecret ? { NEXTAUTH_SECRET_OLD: oldSecret } : {}),
      ...(oldKey ? { DATA_KEY_OLD: oldKey } : {}),
    },
    stop,
  };
}

async function startOwned(dataDirectory: string, owned: Ownership, { settings = {}, signal }: Options) {
  const identity = chooseIdentity(dataDirectory);
  const location = locateCluster(dataDirectory, identity);
  const { owner_password: password } = readSecrets(dataDirectory, clusterExists(location));
  const binaries = findBinaries(identity, () => (identity.uid === undefined ? dataDirectory : systemFolder()));
  if (!clusterExists(location)) await initCluster({ binaries, cluster: location, identity, password, signal });
  const { port, stop } = await keepRunning(
    { dataDirectory, binaries, identity, settings: { ...archiving, ...settings } },
    signal,
  );
  return describe(dataDirectory, port, async (seconds = 5) => {
    await stop(seconds);
    owned.release();
  });
}

/**
 * Starts the bundled PostgreSQL on the data directory, or adopts the one that a killed process left there; from then on it
 * is started again whenever it ends by itself. A command ("cli") joins a running server's. Throws ConfigError if the
 * directory is in use or not ours, or it doesn't start.
 */
export async function startEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
  const { purpose, signal } = options;
  const directory = openDataDirectory(options.dataDirectory);
  const join = async () => {
    const server = await findReady(directory, signal);
    return server && describe(directory, server.port);
  };
  const taken = await ownOrJoin(directory, purpose, join, signal);
  if (!("release" in taken)) return taken;
  return startOwned(directory, taken, options).catch((error: unknown) => {
    taken.release();
    throw error;
  });
}

/**
 * Joins the database of the server that runs on the data directory, without the right to stop it. Calls `onGone` once, when
 * it has ended with its server or has another port. Throws ConfigError if none runs: a lasting process that owned the
 * directory would block the server's next start.
 */
export async function joinEmbeddedPostgres(
  dataDirectory: string,
  onGone: () => void,
  signal: AbortSignal,
): Promise<EmbeddedPostgres> {
  const directory = openDataDirectory(dataDirectory);
  const joined = await findReady(directory, signal);
  if (!joined)
    throw new ConfigError(`No server runs on ${directory}; start it first (npm start), or set DATABASE_URL.`);
  const watch = setInterval(() => {
    const latest = findServer(directory); // its server restarts it on the same port, another one does not
    if (signal.aborted || (latest ? latest.port === joined.port : findOwner(directory)?.purpose === "server")) return;
    clearInterval(watch);
    onGone();
  }, 500).unref();
  return describe(directory, joined.port);
}
