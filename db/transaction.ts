import { PgDialect } from "drizzle-orm/pg-core";
import { PostgresJsSession, PostgresJsTransaction } from "drizzle-orm/postgres-js";
import type { PendingQuery, ReservedSql, Row } from "postgres";
import { withConnection } from "./client";
import type { Connection } from "./connection";
import { isRetryable } from "./errors";

// The machinery below db/scope.ts and db/message-scope.ts; nobody else opens a transaction.

type NoSchema = Record<string, never>;
export type Tx = PostgresJsTransaction<NoSchema, NoSchema>;
type Flight = PendingQuery<Row[]>[];

/** The statement that sets a transaction's row-level-security scope, before anything else in it. */
type Scope = (sql: ReservedSql) => PendingQuery<Row[]>;

const dialect = new PgDialect();
const ATTEMPTS = 3;

// Queued and not awaited: `execute` fixes the order on the wire, and all that is queued in one turn leaves in one write.
function send(flight: Flight, query: PendingQuery<Row[]>): PendingQuery<Row[]> {
  query.execute();
  query.catch(() => {}); // its failure is read where the flight lands
  flight.push(query);
  return query;
}

function open({ sql }: Connection, scope: Scope): Flight {
  const flight: Flight = [];
  send(flight, sql`begin`);
  send(flight, scope(sql));
  return flight;
}

// What Drizzle's session calls. It forces `prepare`, which Drizzle 0.45 leaves off at the price of a round trip a query.
function drizzleOver(connection: Connection, before: () => void, after: () => void): Tx {
  const client = {
    unsafe(query: string, parameters: never[] = []) {
      before();
      const pending = connection.sql.unsafe(query, parameters, { prepare: true });
      pending.execute();
      after();
      return pending;
    },
  };
  const session = new PostgresJsSession<never, NoSchema, NoSchema>(client as never, dialect, undefined, {});
  return new PostgresJsTransaction<NoSchema, NoSchema>(dialect, session as never, undefined);
}

async function commit(pending: PendingQuery<Row[]>): Promise<void> {
  // COMMIT of an aborted transaction answers ROLLBACK and raises nothing.
  if ((await pending).command === "ROLLBACK") throw new Error("the transaction was aborted before its commit");
}

async function rollBack(connection: Connection): Promise<void> {
  if (!connection.isLost) await connection.sql`rollback`.catch(() => {});
}

async function once<T>(connection: Connection, scope: Scope, work: (tx: Tx) => Promise<T>, single: boolean) {
  const opening = open(connection, scope);
  let isOpen = true;
  let closing: PendingQuery<Row[]> | undefined;
  const refuseTooLate = () => {
    // Sent later it would run in whatever transaction the connection serves by then, perhaps another organization's.
    if (!isOpen) throw new Error("the transaction has ended; await every statement before its work returns");
    if (closing) throw new Error("inScope takes one statement; use withScope for several");
  };
  const closeAfterStatement = () => {
    if (single) closing = send([], connection.sql`commit`);
  };
  try {
    const result = await work(drizzleOver(connection, refuseTooLate, closeAfterStatement));
    isOpen = false;
    await Promise.all(opening);
    await commit(closing ?? connection.sql`commit`);
    return result;
  } catch (error) {
    isOpen = false;
    await Promise.allSettled([...opening, ...(closing ? [closing] : [])]);
    if (!closing) await rollBack(connection);
    throw error;
  }
}

/**
 * Runs `work` in a transaction of that scope, and commits; anything thrown rolls all of it back. It runs again after a
 * deadlock. With `single`, begin, scope, the one statement and commit leave in one write.
 */
export async function transact<T>(scope: Scope, work: (tx: Tx) => Promise<T>, { single = false } = {}): Promise<T> {
  for (let left = ATTEMPTS; ; left -= 1) {
    try {
      return await withConnection((connection) => once(connection, scope, work, single));
    } catch (error) {
      if (left === 1 || !isRetryable(error)) throw error;
    }
  }
}
