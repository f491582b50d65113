import postgres from "postgres";
import { DomainError, type ErrorCode } from "@/lib/errors";

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
// Connection lost, server shutting down, idle for too long in a transaction, or read-only after a failover.
const POSTGRES_GONE = /^(08...|40003|57P0[1-5]|25P0[34]|25006)$/;
const POSTGRES_UNABLE = /^(53...|58030)$/; // out of resources, such as a full disk; an I/O error
const SUSPENDED = "LV002"; // db/functions/refuse_suspended.sql
const POSTGRES_TOO_SLOW = /^(57014|55P03)$/; // statement_timeout, lock_timeout

function codeOf(error: unknown): string {
  return error instanceof Error && "code" in error && typeof error.code === "string" ? error.code : "";
}

/** The error that Postgres sent, without Drizzle's wrapping; undefined for any other error. */
function postgresError(error: unknown): postgres.PostgresError | undefined {
  if (error instanceof postgres.PostgresError) return error;
  return error instanceof Error && error.cause ? postgresError(error.cause) : undefined;
}

function databaseCode(error: unknown): string {
  return postgresError(error)?.code ?? codeOf(error instanceof Error && error.cause ? error.cause : error);
}

/** Whether the connection can no longer be used, so that the next user has to open a new one. */
export function isGone(error: unknown): boolean {
  const code = databaseCode(error);
  return UNREACHABLE.has(code) || POSTGRES_GONE.test(code);
}

/** Whether a migration has changed the columns that a prepared statement gives: it has to be prepared again. */
export const isOutdated = (error: unknown): boolean => postgresError(error)?.routine === "RevalidateCachedQuery";

/** The same error, or its DomainError: `database_unavailable`, `overloaded` for a time-out, or `organization_suspended`. */
export function translateDatabaseError(error: unknown): unknown {
  const code = databaseCode(error);
  if (isGone(error) || POSTGRES_UNABLE.test(code)) return new DomainError("database_unavailable");
  if (code === SUSPENDED) return new DomainError("organization_suspended");
  if (POSTGRES_TOO_SLOW.test(code)) return new DomainError("overloaded");
  return error;
}

/** Whether a statement was refused because the server takes no writes. */
export const isReadOnlyRefusal = (error: unknown): boolean => postgresError(error)?.code === "25006";

/** The organization that refuse_suspended has found suspended; undefined for any other error. */
export function suspendedOrganization(error: unknown): string | undefined {
  const cause = postgresError(error);
  return cause?.code === SUSPENDED ? cause.detail : undefined;
}

/** Whether a statement took longer than its time limit. */
export const isStatementTimeout = (error: unknown): boolean => postgresError(error)?.code === "57014";

/** Whether it waited for a lock for longer than its time limit. */
export const isLockTimeout = (error: unknown): boolean => postgresError(error)?.code === "55P03";

/** Whether it is a deadlock, a serialization failure or an outdated statement: nothing was changed, and it may run again. */
export function isRetryable(error: unknown): boolean {
  return isOutdated(error) || /^40(001|P01)$/.test(postgresError(error)?.code ?? "");
}

/** The name of the violated unique or foreign-key constraint, or undefined. Never show it to a caller. */
export function violatedConstraint(error: unknown): string | undefined {
  const cause = postgresError(error);
  return cause && /^235(05|03)$/.test(cause.code) ? cause.constraint_name : undefined;
}

/** For `catch`: throws the refusal that a violated constraint means, or the error as it is. */
export const refusing =
  (refusals: Partial<Record<string, ErrorCode>>) =>
  (error: unknown): never => {
    const code = refusals[violatedConstraint(error) ?? ""];
    throw code ? new DomainError(code) : error;
  };

/** The name of the violated check, or undefined. Never show it to a caller. */
export function violatedCheck(error: unknown): string | undefined {
  const cause = postgresError(error);
  return cause?.code === "23514" ? cause.constraint_name : undefined;
}
