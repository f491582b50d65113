import net from "node:net";
import { setTimeout as sleep } from "node:timers/promises";

// Long enough for all that a client sends without waiting to arrive: what arrives later was sent after an answer.
const DELAY_MILLISECONDS = 4;

/** A relay in front of Postgres that counts round trips. */
export type RoundTripCounter = {
  /** The database's URL with the relay's port. */
  through(url: string): string;
  /** Since the last call: how often clients waited for an answer (round trips), and how many packets they sent. */
  take(): { roundTrips: number; packets: number };
  close(): void;
};

/** Starts the relay. It delays each answer by 4 ms, so use it for counting and never for measuring time. */
export async function startRoundTripCounter(databaseUrl: string): Promise<RoundTripCounter> {
  const { hostname, port } = new URL(databaseUrl);
  const sockets = new Set<net.Socket>();
  let roundTrips = 0;
  let packets = 0;
  const server = net.createServer({ noDelay: true }, (client) => {
    const database = net.connect({ host: hostname, port: Number(port), noDelay: true });
    let answered = true;
    client.on("data", (chunk) => {
      packets += 1;
      if (answered) roundTrips += 1;
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
      const counted = { roundTrips, packets };
      roundTrips = 0;
      packets = 0;
      return counted;
    },
    close() {
      server.close();
      for (const socket of sockets) socket.destroy();
    },
  };
}
