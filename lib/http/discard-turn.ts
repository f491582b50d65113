import { setTimeout as sleep } from "node:timers/promises";

const PAUSE_MILLISECONDS = 5;

let last: Promise<unknown> = Promise.resolve();

/**
 * Resolves when it is time to read the next piece, about 64 kB, of a body that nobody wants. All such bodies together get a
 * turn every 5 ms: read as fast as they are sent, they would keep the event loop busy.
 */
export function discardTurn(): Promise<unknown> {
  last = last.then(() => sleep(PAUSE_MILLISECONDS));
  return last;
}
