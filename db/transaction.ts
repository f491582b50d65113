import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { PostgresJsSession, PostgresJsTransaction } from "drizzle-orm/postgres-js";
import type { PendingQuery, ReservedSql, Row } from "postgres";
import { type Journal, newJournal, type Origin, writeEntries } from "./audit-journal";
import { withConnection } from "./client";
import type { Connection } from "./connection";
import { Dialect } from "./dialect";
import { isRetryable } from "./errors";

// The mechanism behind db/scope.ts, db/enter.ts and db/message-scope.ts; nothing else opens a transaction.

type NoSchema = Record<string, never>;
export type Tx = PostgresJsTransaction<NoSchema, NoSchema>;

/** The statements that set a transaction's row-level-security scope; they come first in it. */
export type Scope = (sql: ReservedSql) => PendingQuery<Row[]>[];

/**
 * Gets the transaction, a promise of the rows that its scope's statements return, and a function that adds statements which
 * leave together with the commit.
 */
type Work<T> = (tx: Tx, scoped: Promise<Row[][]>, atCommit: (last: Scope) => void) => Promise<T>;

type Options = {
  /** For work that writes nothing that matters: it does not wait for the commit, and a refusal commits too. */
  isReading?: boolean;
  /** Whose turn it takes at the pool. */
  share?: string;
  /** Who does the work, for its audit entries; a request's is set once it has entered. */
  origin?: Origin | undefined;
};

const dialect = new Dialect();
const ATTEMPTS = 3;

// Queues a query without awaiting it: `execute` fixes its order, and all queries queued in one turn leave in one write.
function send<T extends PendingQuery<Row[]>>(query: T): T {
  query.execute();
  query.catch(() => {}); // whoever awaits it sees the failure
  return query;
}

/** The client that Drizzle's session calls; db/drizzle.test.ts says how. */
export type DrizzleClient = {
  unsafe(query: string, parameters?: never[]): Promise<unknown> & { values(): Promise<unknown> };
  savepoint<T>(work: (inner: DrizzleClient) => Promise<T>): Promise<T>;
  journal?: Journal;
};

/** Prepares a statement even if it has no parameters; otherwise each would be planned again and cost one more round trip. */
export const PREPARED = { prepare: true, simple: false } as const;

function clientOver(connection: Connection, assertOpen: () => void, journal: Journal): DrizzleClient {
  const client: DrizzleClient = {
    journal,
    unsafe(query, parameters = []) {
      assertOpen();
      const pending = connection.sql.unsafe(query, parameters, PREPARED);
      pending.execute();
      return pending;
    },
    // For Drizzle's tx.transaction(): a failure in it is undone, locks included, and the outer transaction continues.
    async savepoint(work) {
      assertOpen();
      const opened = send(connection.sql`savepoint attempt`);
      const written = journal.entries.length;
      try {
        const result = await work(client);
        assertOpen();
        send(connection.sql`release savepoint attempt`);
        return result;
      } catch (error) {
        await opened;
        assertOpen();
        await connection.sql`rollback to savepoint attempt`;
        journal.entries.length = written;
        throw error;
      }
    },
  };
  return client;
}

/**
 * A template's statement, sent when it is awaited, as Drizzle's are, but without the six promises between. It does not extend
 * Drizzle's QueryPromise, because making one of those takes 5 us: its toStringTag is an own property.
 */
class Statement {
  constructor(
    private readonly client: DrizzleClient,
    private readonly statement: SQLWrapper,
  ) {}

  private async send(): Promise<unknown> {
    const { sql, params } = dialect.sqlToQuery(this.statement.getSQL());
    return this.client.unsafe(sql, params as never[]);
  }

  // biome-ignore lint/suspicious/noThenProperty: to be awaited is what it is for
  then(...handlers: Parameters<Promise<unknown>["then"]>) {
    return this.send().then(...handlers);
  }

  catch(...handlers: Parameters<Promise<unknown>["catch"]>) {
    return this.send().catch(...handlers);
  }

  finally(...handlers: Parameters<Promise<unknown>["finally"]>) {
    return this.send().finally(...handlers);
  }
}

class Transaction extends PostgresJsTransaction<NoSchema, NoSchema> {
  constructor(private readonly client: DrizzleClient) {
    super(
      dialect,
      new PostgresJsSession<never, NoSchema, NoSchema>(client as never, dialect, undefined, {}) as never,
      undefined,
    );
  }

  override execute(statement: SQLWrapper | string): never {
    return new Statement(this.client, typeof statement === "string" ? sql.raw(statement) : statement) as never;
  }

  override transaction<T>(work: (inner: Tx) => Promise<T>): Promise<T> {
    return this.client.savepoint((client) => work(new Transaction(client)));
  }
}

/** Drizzle over a client of ours. */
export const drizzleOver = (client: DrizzleClient): Tx => new Transaction(client);

/** The audit entries of the transaction, which an attempt within it shares (db/drizzle.test.ts). */
export const journalOf = (tx: Tx): Journal =>
  (tx as unknown as { session: { client: Required<DrizzleClient> } }).session.client.journal;

async function commit(connection: Connection): Promise<void> {
  // COMMIT of an aborted transaction answers ROLLBACK and raises no error.
  if ((await connection.sql`commit`).command === "ROLLBACK") {
    throw new Error("the transaction was aborted before its commit");
  }
}

async function once<T>(connection: Connection, scope: Scope, work: Work<T>, options: Options): Promise<T> {
  const { isReading, origin } = options;
  const journal = newJournal(origin);
  const begun = send(connection.sql`begin`);
  const scoped = Promise.all(scope(connection.sql).map(send));
  scoped.catch(() => {});
  let last: Scope = () => [];
  let isOpen = true;
  const assertOpen = () => {
    // Sent later, it would run in the connection's next transaction, perhaps another organization's.
    if (!isOpen) throw new Error("the transaction has ended; await every statement before its work returns");
  };
  try {
    const result = await work(drizzleOver(clientOver(connection, assertOpen, journal)), scoped, (statements) => {
      last = statements;
    });
    isOpen = false;
    await Promise.all([begun, scoped]);
    const leaving = [...writeEntries(journal)(connection.sql), ...last(connection.sql)].map(send);
    if (isReading && leaving.length === 0) send(connection.sql`commit`);
    else await Promise.all([...leaving, commit(connection)]);
    return result;
  } catch (error) {
    isOpen = false;
    await Promise.allSettled([begun, scoped]);
    if (!connection.isLost) await (isReading ? connection.sql`commit` : connection.sql`rollback`).catch(() => {});
    throw error;
  }
}

/** Runs work again after a deadlock, or when a migration has outdated its statements; twice at most. */
export async function retrying<T>(work: () => Promise<T>): Promise<T> {
  for (let left = ATTEMPTS; ; left -= 1) {
    try {
      return await work();
    } catch (error) {
      if (left === 1 || !isRetryable(error)) throw error;
    }
  }
}

/**
 * Runs `work` in a transaction with that scope, and commits; anything thrown rolls it all back. It runs again after a
 * deadlock. Begin, scope and the first statement leave in one write.
 */
export function transact<T>(scope: Scope, work: Work<T>, options: Options = {}): Promise<T> {
  return retrying(() => withConnection((connection) => once(connection, scope, work, options), options.share));
}

/** The organizations that a statement finds in that scope, for a job that works on one after the other. */
export async function findOrganizations(scope: Scope, statement: SQL): Promise<string[]> {
  const rows = await transact(scope, (tx) => tx.execute<{ org_id: string }>(statement), { isReading: true });
  return rows.map((row) => row.org_id);
}
