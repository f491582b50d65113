import net from "node:net";

/** A TCP relay between a server and its database. Cut it, and the server's database is down. */
export type Relay = {
  port: number;
  cut(): Promise<void>;
  mend(): Promise<void>;
  /** Leads new connections to another port. */
  aim(target: number): void;
  /** Stops passing data on without closing anything: connections are accepted, but neither side hears from the other. */
  stall(): void;
  /** Passes data on again, including what was held back unless `forgets`. */
  resume(options?: { forgets?: boolean }): void;
};

/** Opens a relay to a port of 127.0.0.1. */
export async function openRelay(first: number): Promise<Relay> {
  let target = first;
  const sockets = new Set<net.Socket>();
  let held: Set<() => void> | undefined;
  const server = net.createServer((socket) => {
    const upstream = net.connect(target, "127.0.0.1");
    for (const [one, other] of [
      [socket, upstream],
      [upstream, socket],
    ] as const) {
      sockets.add(one);
      one.on("error", () => other.destroy());
      one.on("close", () => {
        sockets.delete(one);
        other.destroy();
      });
      one.on("data", (data) => {
        const pass = () => void other.write(data);
        if (held) held.add(pass);
        else pass();
      });
      one.on("end", () => other.end());
    }
  });
  const listen = (port: number) => new Promise<void>((resolve) => server.listen(port, "127.0.0.1", resolve));
  await listen(0);
  const { port } = server.address() as net.AddressInfo;
  async function cut(): Promise<void> {
    const closed = new Promise((resolve) => server.close(resolve));
    for (const socket of sockets) socket.destroy();
    await closed;
  }
  return {
    port,
    cut,
    mend: () => listen(port),
    aim: (next) => {
      target = next;
    },
    stall: () => {
      held = new Set();
    },
    resume: ({ forgets = false } = {}) => {
      const passes = held ?? [];
      held = undefined;
      if (!forgets) for (const pass of passes) pass();
    },
  };
}
