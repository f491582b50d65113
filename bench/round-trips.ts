import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

// Long enough for everything that a client sends without waiting, so that what comes later has waited for an answer.
const DELAY_MILLISECONDS = 4;

/** A relay in front of Postgres that counts. */
export type FlightCounter = {
  /** The database's URL by way of the relay. */
  through(url: string): string;
  /**
   * How often a client has waited for an answer before it sent more (a flight), and how many packets it sent, since the
   * last call.
   */
  take(): { flights: number; packets: number };
  close(): void;
};

/** Starts the relay. It holds each answer back for 4 ms, so it is for counting and never for measuring time. */
export async function startFlightCounter(databaseUrl: string): Promise<FlightCounter> {
  const { hostname, port } = new URL(databaseUrl);
  const sockets = new Set<net.Socket>();
  let flights = 0;
  let packets = 0;
  const server = net.createServer({ noDelay: true }, (client) => {
    const database = net.connect({ host: hostname, port: Number(port), noDelay: true });
    let answered = true;
    client.on("data", (chunk) => {
      packets += 1;
      if (answered) flights += 1;
      answered = false;
      database.write(chunk);
    });
    database.on("data", async (chunk) => {
      await sleep(DELAY_MILLISECONDS); // equal delays keep the order
      answered = true;
      client.write(chunk);
    });
    for (const [one, other] of [
      [client, database],
      [database, client],
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
      const counted = { flights, packets };
      flights = 0;
      packets = 0;
      return counted;
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
