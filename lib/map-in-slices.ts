import { setImmediate } from "node:timers/promises";

let latest: Promise<unknown> = Promise.resolve();

/** Runs the work after everything that was queued before it, then yields: one slice per turn of the event loop. */
export function inTurn<T>(work: () => T): Promise<T> {
  const mine = latest.then(async () => {
    const result = work();
    await setImmediate();
    return result;
  });
  latest = mine.catch(() => {});
  return mine;
}

/**
 * Maps the items in order, in slices of 1 ms that take turns with those of other calls: a thousand items of 0.1 ms each would
 * otherwise hold up every request of the process, and so would several such lists at once.
 */
export async function mapInSlices<T, R>(
  items: readonly T[],
  map: (item: T, index: number) => R,
  sliceMilliseconds = 1,
): Promise<R[]> {
  const mapped: R[] = [];
  while (mapped.length < items.length) {
    await inTurn(() => {
      const startedAt = performance.now();
      do mapped.push(map(items[mapped.length] as T, mapped.length));
      while (mapped.length < items.length && performance.now() - startedAt < sliceMilliseconds);
    });
  }
  return mapped;
}
