import { setTimeout as sleep } from "node:timers/promises";
import postgres, { type Sql } from "postgres";
import { ConfigError } from "@/lib/env";

/** The variable with a database's URL, for error messages; the URL itself contains a password and is never shown. */
export type UrlVariable = "DATABASE_URL" | "MIGRATION_DATABASE_URL";

/** Why a database cannot be used; `code` is Postgres's or the socket's. */
export class ConnectError extends ConfigError {
  constructor(
    message: string,
    readonly code: string,
  ) {
    super(message);
  }
}

// The server has answered, and waiting would not change what it said.
const REFUSED = /^(28...|3D000|42501|SELF_SIGNED.*|DEPTH_ZERO.*|UNABLE_TO.*|CERT_.*|ERR_TLS.*)$/;

/** Whether nothing answers at a database's address, or it is not ready yet, so that it may be there later. */
export const isUnreachable = (error: unknown): error is ConnectError =>
  error instanceof ConnectError && !REFUSED.test(error.code);

const OLDEST_SERVER = 150_000; // PostgreSQL 15: security_invoker views, and no CREATE for everybody in schema public
const PATIENCE_SECONDS = 5;
const READ_ONLY = "25006";

/** The code of a database or socket error, "" for any other. */
export function errorCode(error: unknown): string {
  return error instanceof Error && "code" in error ? String(error.code) : "";
}

/** The parts of a database URL that may be shown, and that Postgres knows: decoded, with Postgres's own defaults. */
export function readUrl(url: string, variable: UrlVariable) {
  const { username, password, host, pathname } = new URL(url);
  try {
    const user = decodeURIComponent(username);
    const database = decodeURIComponent(pathname.slice(1)) || user;
    return { user, password: decodeURIComponent(password), host: host || "localhost", database };
  } catch {
    throw new ConfigError(`${variable}: it has a % that does not begin a valid escape; write it as %25.`);
  }
}

function sentence(code: string, url: string, variable: UrlVariable): string {
  const { user, host, database } = readUrl(url, variable);
  if (code === "28P01")
    return `${variable}: the password of the role "${user}" at ${host} is wrong, or there is no such role.`;
  if (code === "28000") return `${variable}: the server at ${host} does not let the role "${user}" log in from here.`;
  if (code === "3D000") return `${variable}: the server at ${host} has no database "${database}"; create it first.`;
  if (code === "42501")
    return `${variable}: the role "${user}" may not connect to the database "${database}" at ${host}.`;
  if (/^(SELF_SIGNED|DEPTH_ZERO|UNABLE_TO|CERT_|ERR_TLS)/.test(code)) {
    return `${variable}: the certificate of the server at ${host} is not trusted (${code}).`;
  }
  if (code === READ_ONLY) return `${variable}: the server at ${host} is read-only, a standby or a demoted primary.`;
  return `${variable}: the database at ${host} cannot be reached (${code || "no answer"}).`;
}

/** Throws ConfigError when a server of this `server_version_num` is too old for the product. */
export function assertSupportedVersion(versionNumber: number, host: string): void {
  if (versionNumber >= OLDEST_SERVER) return;
  const found = `${Math.floor(versionNumber / 10_000)}.${versionNumber % 10_000}`;
  throw new ConfigError(
    `The database at ${host} is PostgreSQL ${found}, which is too old; version 15 or newer is needed.`,
  );
}

function open(url: string): Sql {
  return postgres(url, {
    max: 1,
    connect_timeout: 5,
    idle_timeout: 0,
    max_lifetime: null, // the lock and the transaction belong to this one connection
    fetch_types: false,
    prepare: false, // a pooler in between may not keep prepared statements
    onnotice: () => {},
    connection: { application_name: "leadvibe-admin setup" },
  });
}

/**
 * Opens one connection for setting up and checks its server's version. A server that is still starting gets a few seconds.
 * Throws ConnectError if it cannot connect, ConfigError if the server is too old; end the connection with `end()`.
 */
export async function connectAsAdmin(url: string, variable: UrlVariable): Promise<Sql> {
  const { host } = readUrl(url, variable);
  for (const deadline = Date.now() + PATIENCE_SECONDS * 1000; ; await sleep(250)) {
    const sql = open(url);
    try {
      const [row] = await sql`
        select current_setting('server_version_num')::int as version, current_setting('transaction_read_only') as is_read_only`;
      assertSupportedVersion(row?.version, host);
      if (row?.is_read_only === "on") throw new ConnectError(sentence(READ_ONLY, url, variable), READ_ONLY);
      return sql;
    } catch (error) {
      await sql.end({ timeout: 1 });
      if (error instanceof ConfigError) throw error;
      const code = errorCode(error);
      const isStarting = /^(57P03|ECONNREFUSED|ECONNRESET|EAI_AGAIN|CONNECTION_CLOSED)$/.test(code);
      if (!isStarting || Date.now() > deadline) throw new ConnectError(sentence(code, url, variable), code);
    }
  }
}
