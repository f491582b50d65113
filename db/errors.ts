import postgres from "postgres";
import { DomainError } from "@/lib/errors";

const UNREACHABLE = new Set([
  "ECONNREFUSED",
  "ECONNRESET",
  "ENOTFOUND",
  "ENETUNREACH",
  "EHOSTUNREACH",
  "EPIPE",
  "ETIMEDOUT",
  "CONNECT_TIMEOUT",
  "CONNECTION_CLOSED",
  "CONNECTION_ENDED",
  "CONNECTION_DESTROYED",
]); // prettier-ignore
// Connection lost, server shutting down, too long between statements, or read-only: a server that another has replaced.
const POSTGRES_GONE = /^(08...|40003|57P0[1-5]|25P0[34]|25006)$/;
const POSTGRES_UNABLE = /^(53...|58030)$/; // out of resources, a full disk among them; an error of the disk itself
const POSTGRES_TOO_SLOW = /^(57014|55P03)$/; // statement_timeout, lock_timeout

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

/** The error that Postgres sent, below whatever Drizzle has wrapped around it; undefined when it is another error. */
function postgresError(error: unknown): postgres.PostgresError | undefined {
  if (error instanceof postgres.PostgresError) return error;
  return error instanceof Error && error.cause ? postgresError(error.cause) : undefined;
}

function databaseCode(error: unknown): string {
  return postgresError(error)?.code ?? codeOf(error instanceof Error && error.cause ? error.cause : error);
}

/** Whether the server no longer serves the connection, so that the next user has to open a new one. */
export function isGone(error: unknown): boolean {
  const code = databaseCode(error);
  return UNREACHABLE.has(code) || POSTGRES_GONE.test(code);
}

/** The same error, or the DomainError it means: `database_unavailable`, or `overloaded` for a time-out. */
export function translateDatabaseError(error: unknown): unknown {
  const code = databaseCode(error);
  if (isGone(error) || POSTGRES_UNABLE.test(code)) return new DomainError("database_unavailable");
  if (POSTGRES_TOO_SLOW.test(code)) return new DomainError("overloaded");
  return error;
}

/** Whether a statement took longer than its time limit. */
export const isStatementTimeout = (error: unknown): boolean => postgresError(error)?.code === "57014";

/** A deadlock or a serialization failure: the transaction did nothing and may be run again. */
export function isRetryable(error: unknown): boolean {
  return /^40(001|P01)$/.test(postgresError(error)?.code ?? "");
}

/** The name of the unique or foreign-key constraint that refused a write, or undefined. Never show it to a caller. */
export function violatedConstraint(error: unknown): string | undefined {
  const cause = postgresError(error);
  return cause && /^235(05|03)$/.test(cause.code) ? cause.constraint_name : undefined;
}

/** The name of the check that refused a write, or undefined. Never show it to a caller. */
export function violatedCheck(error: unknown): string | undefined {
  const cause = postgresError(error);
  return cause?.code === "23514" ? cause.constraint_name : undefined;
}

/** The SQLSTATE that a function of the database raised on purpose (class LV), or undefined. */
export function raised(error: unknown): string | undefined {
  const code = postgresError(error)?.code;
  return code?.startsWith("LV") ? code : undefined;
}
