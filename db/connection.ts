import postgres, { type ReservedSql, type Sql } from "postgres";
import { env } from "@/lib/env";

/** A connection that ended under its user; db/errors.ts translates its code. */
class ConnectionLost extends Error {
  readonly code = "CONNECTION_CLOSED";
}

/**
 * One connection to Postgres, as the application's role, for one user at a time. postgres.js's own pool gives a connection
 * that broke to the next user while the first still writes to it, or lets statements wait for ever; this one ends with its
 * socket: what waits is refused, and so is every further statement.
 */
export class Connection {
  #lost = false;
  #abandon: ((reason: Error) => void) | undefined;

  private constructor(
    private readonly client: Sql,
    private readonly reserved: ReservedSql,
  ) {}

  /** Connects within 5 seconds. Throws what postgres.js throws when the server cannot be reached or refuses. */
  static async open(): Promise<Connection> {
    let connection: Connection | undefined;
    const client = connect(() => connection?.lose());
    try {
      await client`select`; // connects: a `reserve` that fails to would stay in postgres.js's queue
      connection = new Connection(client, await client.reserve());
      return connection;
    } catch (error) {
      await client.end({ timeout: 0 });
      throw error;
    }
  }

  get isLost(): boolean {
    return this.#lost;
  }

  /** For the next statement; ask anew for each, because it throws once the connection is lost. */
  get sql(): ReservedSql {
    if (this.#lost) throw new ConnectionLost();
    return this.reserved;
  }

  /** What `work` gives, or ConnectionLost at the moment the connection breaks, whatever `work` is waiting for. */
  use<T>(work: (connection: Connection) => Promise<T>): Promise<T> {
    return new Promise<T>((resolve, reject) => {
      this.#abandon = reject;
      work(this).then(resolve, reject);
    }).finally(() => {
      this.#abandon = undefined;
    });
  }

  /** Ends it at once; a statement that runs is given up, and the server rolls its transaction back. */
  async close(): Promise<void> {
    this.lose();
    this.reserved.release();
    await this.client.end({ timeout: 0 });
  }

  private lose(): void {
    this.#lost = true;
    this.#abandon?.(new ConnectionLost());
  }
}

function connect(onclose: () => void): Sql {
  const { DATABASE_URL, DATABASE_PREPARE } = env();
  return postgres(DATABASE_URL ?? "", {
    max: 1,
    prepare: DATABASE_PREPARE,
    connect_timeout: 5,
    max_lifetime: null,
    fetch_types: false, // nobody here passes or reads arrays, and a connection that broke while it asked rejected to nobody
    onnotice: () => {},
    onclose,
    connection: {
      application_name: "leadvibe-admin",
      TimeZone: "UTC",
      statement_timeout: 10_000,
      lock_timeout: 5_000,
      idle_in_transaction_session_timeout: 10_000,
    },
  });
}
