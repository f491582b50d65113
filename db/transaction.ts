import { PgDialect } from "drizzle-orm/pg-core";
import { PostgresJsSession, PostgresJsTransaction } from "drizzle-orm/postgres-js";
import type { PendingQuery, ReservedSql, Row } from "postgres";
import { withConnection } from "./client";
import type { Connection } from "./connection";
import { isRetryable } from "./errors";

// The machinery below db/scope.ts, db/enter.ts and db/message-scope.ts; nobody else opens a transaction.

type NoSchema = Record<string, never>;
export type Tx = PostgresJsTransaction<NoSchema, NoSchema>;

/** The statements that set a transaction's row-level-security scope, before anything else in it. */
export type Scope = (sql: ReservedSql) => PendingQuery<Row[]>[];

/** `work` gets the transaction, and a promise of what the statements of its scope return. */
type Work<T> = (tx: Tx, scoped: Promise<Row[][]>) => Promise<T>;

type Options = {
  /** For work that writes nothing that matters: the commit is sent and not waited for, and a refusal commits too. */
  isReading?: boolean;
  /** Whose turn it takes at the pool. */
  share?: string;
};

const dialect = new PgDialect();
const ATTEMPTS = 3;

// Queued and not awaited: `execute` fixes the order on the wire, and all that is queued in one turn leaves in one write.
function send<T extends PendingQuery<Row[]>>(query: T): T {
  query.execute();
  query.catch(() => {}); // its failure is read where it is awaited
  return query;
}

type DrizzleClient = {
  unsafe(query: string, parameters?: never[]): PendingQuery<(Row & Iterable<Row>)[]>;
  savepoint<T>(work: (inner: DrizzleClient) => Promise<T>): Promise<T>;
};

// What Drizzle's session calls. It forces `prepare`, which Drizzle 0.45 leaves off at the price of a round trip a query.
function clientOver(connection: Connection, assertOpen: () => void): DrizzleClient {
  const client: DrizzleClient = {
    unsafe(query, parameters = []) {
      assertOpen();
      const pending = connection.sql.unsafe(query, parameters, { prepare: true });
      pending.execute();
      return pending;
    },
    // Drizzle's tx.transaction(): what fails in it is undone, locks included, and the transaction goes on.
    async savepoint(work) {
      assertOpen();
      const opened = send(connection.sql`savepoint attempt`);
      try {
        const result = await work(client);
        send(connection.sql`release savepoint attempt`);
        return result;
      } catch (error) {
        await opened;
        await connection.sql`rollback to savepoint attempt`;
        throw error;
      }
    },
  };
  return client;
}

function drizzleOver(connection: Connection, assertOpen: () => void): Tx {
  const client = clientOver(connection, assertOpen);
  const session = new PostgresJsSession<never, NoSchema, NoSchema>(client as never, dialect, undefined, {});
  return new PostgresJsTransaction<NoSchema, NoSchema>(dialect, session as never, undefined);
}

async function commit(connection: Connection): Promise<void> {
  // COMMIT of an aborted transaction answers ROLLBACK and raises nothing.
  if ((await connection.sql`commit`).command === "ROLLBACK") {
    throw new Error("the transaction was aborted before its commit");
  }
}

async function once<T>(connection: Connection, scope: Scope, work: Work<T>, { isReading }: Options): Promise<T> {
  const begun = send(connection.sql`begin`);
  const scoped = Promise.all(scope(connection.sql).map(send));
  scoped.catch(() => {});
  let isOpen = true;
  const assertOpen = () => {
    // Sent later it would run in whatever transaction the connection serves by then, perhaps another organization's.
    if (!isOpen) throw new Error("the transaction has ended; await every statement before its work returns");
  };
  try {
    const result = await work(drizzleOver(connection, assertOpen), scoped);
    isOpen = false;
    await Promise.all([begun, scoped]);
    if (isReading) send(connection.sql`commit`);
    else await commit(connection);
    return result;
  } catch (error) {
    isOpen = false;
    await Promise.allSettled([begun, scoped]);
    if (!connection.isLost) await (isReading ? connection.sql`commit` : connection.sql`rollback`).catch(() => {});
    throw error;
  }
}

/**
 * Runs `work` in a transaction of that scope, and commits; anything thrown rolls all of it back. It runs again after a
 * deadlock. Begin, scope and the first statement leave in one write.
 */
export async function transact<T>(scope: Scope, work: Work<T>, options: Options = {}): Promise<T> {
  for (let left = ATTEMPTS; ; left -= 1) {
    try {
      return await withConnection((connection) => once(connection, scope, work, options), options.share);
    } catch (error) {
      if (left === 1 || !isRetryable(error)) throw error;
    }
  }
}
