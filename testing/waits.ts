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

/** A relay in front of Postgres that notes what its clients wait for. */
export type WaitCounter = {
  port: number;
  /** Since the last call: for each wait for the database, the statements that left before it, over all connections. */
  take(): string[][];
  close(): void;
};

/** Starts the relay. It holds each answer back for a moment, so that all that leaves without waiting leaves before it. */
export async function startWaitCounter(databasePort: number): Promise<WaitCounter> {
  const sockets = new Set<net.Socket>();
  let waits: string[][] = [];
  const server = net.createServer({ noDelay: true }, (client) => {
    const upstream = net.connect({ host: "127.0.0.1", port: databasePort, noDelay: true });
    const statementsIn = readStatements();
    let current: string[] | undefined;
    client.on("data", (chunk) => {
      const statements = statementsIn(chunk);
      if (!current) {
        current = [];
        waits.push(current);
      }
      current.push(...statements);
      upstream.write(chunk);
    });
    upstream.on("data", (chunk) => {
      setTimeout(() => {
        current = undefined;
        client.write(chunk);
      }, 4);
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
    port: (server.address() as net.AddressInfo).port,
    take() {
      const taken = waits;
      waits = [];
      return taken;
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
