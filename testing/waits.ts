import net from "node:net";

// PostgreSQL's protocol, version 3: a message is its type, its length without the type, and its content.
const [PARSE, BIND, QUERY] = ["P", "B", "Q"];

/** Follows what a client sends; returns a function that gives the statements in the messages that a chunk completes. */
function readStatements(): (chunk: Buffer) => string[] {
  const named = new Map<string, string>();
  let rest = Buffer.alloc(0);
  let isStarting = true; // the first message has no type
  return (chunk) => {
    const statements: string[] = [];
    rest = Buffer.concat([rest, chunk]);
    for (;;) {
      const start = isStarting ? 0 : 1;
      if (rest.length < start + 4 || rest.length < start + rest.readUInt32BE(start)) return statements;
      const end = start + rest.readUInt32BE(start);
      const [type, texts] = [String.fromCharCode(rest[0] ?? 0), rest.toString("utf8", start + 4, end).split("\0")];
      if (!isStarting && type === PARSE) named.set(texts[0] ?? "", texts[1] ?? "");
      if (!isStarting && type === BIND) statements.push(named.get(texts[1] ?? "") ?? "");
      if (!isStarting && type === QUERY) statements.push(texts[0] ?? "");
      isStarting = false;
      rest = rest.subarray(end);
    }
  };
}

// Long enough for all that a client sends without waiting to arrive: what arrives later was sent after an answer.
const DELAY_MILLISECONDS = 4;

/** What the clients did: for each wait for the database (a round trip), the statements sent before it; and the packets sent. */
type Waits = { waits: string[][]; packets: number };

/** A relay in front of Postgres that notes what its clients wait for. */
export type WaitCounter = {
  /** The database's URL with the relay's port. */
  through(url: string): string;
  /** What happened since the last call, over all connections. */
  take(): Waits;
  close(): void;
};

/** Starts the relay. It delays each answer by 4 ms, so use it for counting and never for measuring time. */
export async function startWaitCounter(databaseUrl: string): Promise<WaitCounter> {
  const { hostname: host, port } = new URL(databaseUrl);
  const sockets = new Set<net.Socket>();
  let counted: Waits = { waits: [], packets: 0 };
  const server = net.createServer({ noDelay: true }, (client) => {
    const upstream = net.connect({ host, port: Number(port), noDelay: true });
    const statementsIn = readStatements();
    let current: string[] | undefined;
    client.on("data", (chunk) => {
      counted.packets += 1;
      if (!current) {
        current = [];
        counted.waits.push(current);
      }
      current.push(...statementsIn(chunk));
      upstream.write(chunk);
    });
    upstream.on("data", (chunk) => {
      setTimeout(() => {
        current = undefined;
        client.write(chunk);
      }, DELAY_MILLISECONDS); // equal delays keep the order
    });
    for (const [one, other] of [
      [client, upstream],
      [upstream, client],
    ] as const) {
      sockets.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => other.destroy());
    }
  });
  await new Promise<void>((resolve) => server.listen(0, "127.0.0.1", resolve));
  return {
    through(url) {
      const relayed = new URL(url);
      relayed.port = String((server.address() as net.AddressInfo).port);
      return relayed.href;
    },
    take() {
      const taken = counted;
      counted = { waits: [], packets: 0 };
      return taken;
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
