import { ConfigError } from "@/lib/env";
import { archiving } from "./backup/archive";
import { clusterExists, DATABASE, initCluster, locateCluster } from "./cluster";
import { openDataDirectory, readSecrets } from "./data-directory";
import { keepRunning } from "./keep-running";
import { findOwner, own, type Purpose } from "./ownership";
import { findReady, findServer, type Settings } from "./postmaster";

/** The secrets that stand for environment variables, which have the same names in capitals. */
const KEYS = ["nextauth_secret", "nextauth_secret_old", "audit_key", "data_key", "data_key_old"] as const;

/** What callers need of the data directory's database, which runs on that port. */
export function describe(dataDirectory: string, port: number, stop = async (_seconds?: number) => {}) {
  const secrets = readSecrets(dataDirectory);
  const urlOf = (role: string, password: string) => `postgres://${role}:${password}@127.0.0.1:${port}/${DATABASE}`;
  const present = KEYS.flatMap((name) => (secrets[name] ? [[name.toUpperCase(), secrets[name]]] : []));
  return {
    /** For migrations: the superuser. */
    ownerUrl: urlOf("postgres", secrets.owner_password),
    /** For everything else: the role that db/migrate.ts creates. */
    appUrl: urlOf("leadvibe_app", secrets.app_password),
    dataDirectory,
    /** The keys that are kept in the data directory, by the variables that they stand for. */
    keys: Object.fromEntries(present) as Record<string, string>,
    /** Stops a database that this process started, cleanly within `seconds` or else at once; leaves another's running. */
    stop,
  };
}

/** The bundled PostgreSQL, running. */
export type EmbeddedPostgres = ReturnType<typeof describe>;

/** `settings` are the server's, for instance for the benchmark; `signal` cancels the start and leaves nothing running. */
type Options = { dataDirectory: string; purpose: Purpose; settings?: Settings; signal?: AbortSignal | undefined };

/**
 * Starts the bundled PostgreSQL on the data directory, or adopts the one that a killed process left there; from then on it
 * is started again whenever it ends by itself. A command joins a running server's. Throws ConfigError if the directory is in
 * use or not ours, or it doesn't start.
 */
export async function startEmbeddedPostgres({ purpose, settings, signal, ...options }: Options) {
  const directory = openDataDirectory(options.dataDirectory);
  const { joined, release } = await own(directory, purpose, signal);
  if (joined) return describe(directory, joined.port);
  try {
    const { owner_password: password } = readSecrets(directory);
    const cluster = locateCluster(directory);
    if (!clusterExists(directory)) await initCluster(cluster, password, signal);
    const { port, stop } = await keepRunning(cluster, { ...archiving, ...settings }, signal);
    return describe(directory, port, (seconds = 5) => stop(seconds).then(release));
  } catch (error) {
    release();
    throw error;
  }
}

/**
 * Joins the database of the server that runs on the data directory, without the right to stop it. Calls `onGone` once, when
 * it has ended with its server or has another port. Throws ConfigError if none runs: a lasting process that owned the
 * directory would block the server's next start.
 */
export async function joinEmbeddedPostgres(dataDirectory: string, onGone: () => void, signal: AbortSignal) {
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
