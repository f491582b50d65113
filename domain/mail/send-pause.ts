import { setTimeout as sleep } from "node:timers/promises";

// Of the process: each worker is told by the provider itself.
let pausedUntil = 0;

/** Lets this process send no mail for so long: the provider has said that the next would fare no better. */
export function pauseSending(seconds: number): void {
  pausedUntil = Math.max(pausedUntil, performance.now() + seconds * 1000);
}

/** How many seconds are left of the pause; 0 without one. */
export function pauseSeconds(): number {
  return Math.max(0, pausedUntil - performance.now()) / 1000;
}

/** Resolves when there is no pause, or when the signal fires. */
export async function pauseOver(signal: AbortSignal): Promise<void> {
  while (!signal.aborted && pauseSeconds() > 0) {
    await sleep(Math.min(pauseSeconds() * 1000, 60_000), undefined, { signal }).catch(() => {});
  }
}
