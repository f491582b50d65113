import net from "node:net";
import postgres, { type ReservedSql, type Sql } from "postgres";
import { env } from "@/lib/env";

/** A connection that broke while in use; db/errors.ts translates its code. */
export class ConnectionLost extends Error {
  readonly code = "CONNECTION_CLOSED";
}

/** A server that takes no writes: a standby, or a demoted primary. db/errors.ts translates its code. */
export class ReadOnlyServer extends Error {
  readonly code = "25006";
}

/** How long a server may be silent before it counts as gone. */
export type Patience = {
  connectSeconds: number;
  /** For a connection in use. Longer than the time-outs below, so a working server reports those first. */
  silenceMilliseconds: number;
};

export const PATIENCE: Patience = { connectSeconds: 5, silenceMilliseconds: 10_500 };

/** Where a server is, and whether it only follows one that takes writes. */
export type Place = { url: string; isReplica: boolean };

/** The server that takes writes. */
export const primary = (): Place => ({ url: env().DATABASE_URL ?? "", isReplica: false });

/**
 * One connection to Postgres, as the application's role, for one user at a time. postgres.js's own pool hands a broken
 * connection to the next user while the first still writes to it, or lets statements wait forever. This one ends with its
 * socket: waiting and further statements are refused. If the server falls silent, the socket is closed.
 */
export class Connection {
  #lost = false;
  #fellSilent = false;
  #closing: Promise<void> | undefined;
  #abandon: ((reason: Error) => void) | undefined;
  /** What the server has sent since the current use began; undefined between uses. */
  #heard: { bytes: number; at: number; isDoubted: boolean } | undefined;
  readonly #watch: NodeJS.Timeout;

  private constructor(
    private readonly client: Sql,
    private readonly reserved: ReservedSql,
    private readonly socket: net.Socket,
    private readonly silenceMilliseconds: number,
  ) {
    this.#watch = setInterval(() => this.listen(), silenceMilliseconds / 20).unref();
  }

  /**
   * Connects within 5 seconds. Throws the error of postgres.js if the server cannot be reached or refuses, and ReadOnlyServer.
   */
  static async open({ connectSeconds, silenceMilliseconds } = PATIENCE, place = primary()): Promise<Connection> {
    let connection: Connection | undefined;
    const { client, socket } = connect(place.url, connectSeconds, () => connection?.lose());
    try {
      // Connects first: a `reserve` that failed to connect would stay in postgres.js's queue.
      const [server] = await client`select current_setting('transaction_read_only') as is_read_only`;
      if (server?.is_read_only === "on" && !place.isReplica) throw new ReadOnlyServer();
      connection = new Connection(client, await client.reserve(), socket(), silenceMilliseconds);
      return connection;
    } catch (error) {
      await client.end({ timeout: 0 });
      throw error;
    }
  }

  get isLost(): boolean {
    return this.#lost;
  }

  /** Whether it was lost because the server said nothing for too long. */
  get fellSilent(): boolean {
    return this.#fellSilent;
  }

  /** For the next statement. Read it again for each one, because it throws once the connection is lost. */
  get sql(): ReservedSql {
    if (this.#lost) throw new ConnectionLost();
    return this.reserved;
  }

  /**
   * Returns the result of `work`; throws ConnectionLost as soon as the connection breaks, whatever `work` is waiting for. A
   * connection that stays silent for too long is closed; `since` is when the caller began to wait.
   */
  use<T>(work: (connection: Connection) => Promise<T>, since = performance.now()): Promise<T> {
    this.#heard = { bytes: this.socket.bytesRead, at: since, isDoubted: false };
    return new Promise<T>((resolve, reject) => {
      this.#abandon = reject;
      work(this).then(resolve, reject);
    }).finally(() => {
      this.#heard = undefined;
      this.#abandon = undefined;
    });
  }

  /** Closes it at once; a running statement is given up, and the server rolls its transaction back. */
  close(): Promise<void> {
    this.#closing ??= this.end();
    return this.#closing;
  }

  private async end(): Promise<void> {
    this.lose();
    this.reserved.release();
    await this.client.end({ timeout: 0 });
    this.socket.destroy(); // a silent server would not answer the close either
  }

  // Counts bytes, not statements: every answer adds some, whether pipelined, streamed or encrypted. A busy process may not
  // have read an answer that has arrived, so the limit has to be exceeded twice, with time to read in between.
  private listen(): void {
    if (!this.#heard) return;
    const { bytes, at, isDoubted } = this.#heard;
    const now = performance.now();
    if (this.socket.bytesRead !== bytes) {
      this.#heard = { bytes: this.socket.bytesRead, at: now, isDoubted: false };
    } else if (isDoubted) {
      this.#fellSilent = true;
      void this.close();
    } else this.#heard.isDoubted = now - at > this.silenceMilliseconds;
  }

  private lose(): void {
    this.#lost = true;
    clearInterval(this.#watch);
    this.#abandon?.(new ConnectionLost());
  }
}

type Address = { host: string[]; port: number[]; path?: string };

// Creates the socket, because postgres.js does not expose its own. As in postgres.js, each attempt goes to the next of
// several hosts, and TLS wraps the socket under the name in `host`.
function socketMaker() {
  let [socket, attempts] = [new net.Socket(), 0];
  const make = ({ host, port, path }: Address): net.Socket => {
    const turn = attempts++ % host.length;
    const name = host[turn] ?? "localhost";
    socket = path ? net.connect(path) : net.connect(port[turn] ?? 5432, name);
    return Object.assign(socket, { host: name });
  };
  return { make, latest: () => socket };
}

// If the wait for the standby is cancelled, Postgres reports a commit, and only warns that the standby may not have it.
const isUnreplicated = ({ routine }: postgres.Notice) => routine === "SyncRepWaitForLSN";

function connect(url: string, connectSeconds: number, onclose: () => void): { client: Sql; socket: () => net.Socket } {
  const { DATABASE_PREPARE } = env();
  const { make, latest } = socketMaker();
  const client = postgres(url, {
    max: 1,
    prepare: DATABASE_PREPARE,
    connect_timeout: connectSeconds,
    max_lifetime: null,
    fetch_types: false, // only arrays need them, and a connection that broke during the query left an unhandled rejection
    onnotice: (notice) => isUnreplicated(notice) && onclose(),
    onclose,
    socket: make,
    connection: {
      application_name: "leadvibe-admin",
      TimeZone: "UTC",
      // One plan per connection serves every organization: each statement is written to have one good plan, by an index, and
      // custom plans would be made again at each execution.
      plan_cache_mode: "force_generic_plan",
      random_page_cost: 1.1,
      statement_timeout: 10_000,
      lock_timeout: 5_000,
      idle_in_transaction_session_timeout: 10_000,
    },
  } as postgres.Options<Record<string, never>>); // its types have no `socket`
  return { client, socket: latest };
}
