import { setTimeout as sleep } from "node:timers/promises";

// Per process: the provider tells each worker itself.
let pausedUntil = 0;

/** Pauses sending in this process, because the provider said that the next mail would also be refused. */
export function pauseSending(seconds: number): void {
  pausedUntil = Math.max(pausedUntil, performance.now() + seconds * 1000);
}

/** The remaining seconds of the pause; 0 if there is none. */
export function pauseSeconds(): number {
  return Math.max(0, pausedUntil - performance.now()) / 1000;
}

/** Resolves when there is no pause, or when the signal fires. */
export async function pauseOver(signal: AbortSignal): Promise<void> {
  while (!signal.aborted && pauseSeconds() > 0) {
    await sleep(Math.min(pauseSeconds() * 1000, 60_000), undefined, { signal }).catch(() => {});
  }
}
