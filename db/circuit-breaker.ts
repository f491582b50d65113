import { setTimeout as sleep } from "node:timers/promises";
import { Connection, ConnectionLost, type Patience, type Place } from "./connection";

const PROBE_MILLISECONDS = 1_000;

const isConnectTimeout = (error: unknown) => Object(error).code === "CONNECT_TIMEOUT";

/**
 * A circuit breaker for new connections. While the server is silent, the circuit is open: one probe a second is made for
 * all callers, each waits for it for at most a second, and no slot of the pool is taken by an attempt that would hang.
 */
export function createCircuitBreaker(patience: Patience, place?: Place) {
  let isOpen = false;
  let probe: Promise<boolean> = Promise.resolve(true);
  let probedAt = 0;

  async function open(): Promise<Connection> {
    try {
      return await Connection.open(patience, place);
    } catch (error) {
      isOpen ||= isConnectTimeout(error);
      throw error;
    }
  }

  // Any answer closes the circuit, even a refusal: refusals come at once, so every caller may try for itself again.
  async function probeNow(): Promise<boolean> {
    try {
      await (await Connection.open(patience, place)).close();
    } catch (error) {
      if (isConnectTimeout(error)) return false;
    }
    isOpen = false;
    return true;
  }

  return {
    /** Opens the circuit: the server has fallen silent on a connection. */
    trip(): void {
      isOpen = true;
    },
    /** Opens a connection. Throws what Connection.open throws, and ConnectionLost after a second of silence. */
    async connect(): Promise<Connection> {
      if (!isOpen) return open();
      if (performance.now() - probedAt >= PROBE_MILLISECONDS) {
        probedAt = performance.now();
        probe = probeNow();
      }
      const isAnswered = await Promise.race([probe, sleep(PROBE_MILLISECONDS, false, { ref: false })]);
      if (!isAnswered) throw new ConnectionLost();
      return open();
    },
  };
}
