import { setTimeout as sleep } from "node:timers/promises";
import { Connection, ConnectionLost, type Patience } from "./connection";

const ATTEMPT_MILLISECONDS = 1_000;

const timedOut = (error: unknown) => Object(error).code === "CONNECT_TIMEOUT";

/**
 * The way to new connections. While the server is silent, one attempt a second is made for all: everybody waits a second
 * for it at most, and none of the pool's places is spent on an attempt that will hang.
 */
export function createDoor(patience: Patience) {
  let isDoubted = false;
  let attempt: Promise<boolean> = Promise.resolve(true);
  let attemptedAt = 0;

  async function open(): Promise<Connection> {
    try {
      return await Connection.open(patience);
    } catch (error) {
      isDoubted ||= timedOut(error);
      throw error;
    }
  }

  // Any answer ends the doubt, a refusal too: it comes at once, so everybody may ask for themselves again.
  async function attemptNow(): Promise<boolean> {
    try {
      await (await Connection.open(patience)).close();
    } catch (error) {
      if (timedOut(error)) return false;
    }
    isDoubted = false;
    return true;
  }

  return {
    /** Notes that the server has fallen silent on a connection. */
    doubt(): void {
      isDoubted = true;
    },
    /** Opens a connection. Throws what Connection.open throws, and ConnectionLost after a second of silence. */
    async connect(): Promise<Connection> {
      if (!isDoubted) return open();
      if (performance.now() - attemptedAt >= ATTEMPT_MILLISECONDS) {
        attemptedAt = performance.now();
        attempt = attemptNow();
      }
      const isAnswered = await Promise.race([attempt, sleep(ATTEMPT_MILLISECONDS, false, { ref: false })]);
      if (!isAnswered) throw new ConnectionLost();
      return open();
    },
  };
}
