import { setImmediate } from "node:timers/promises";

let latest: Promise<unknown> = Promise.resolve();

/** Runs work after what was here before, and lets everything else run after it: one slice a turn of the event loop. */
function inTurn(work: () => void): Promise<void> {
  const mine = latest.then(() => {
    work();
    return setImmediate();
  });
  latest = mine.catch(() => {});
  return mine;
}

/**
 * Maps the items in their order, in slices of 5 ms that take turns with everybody else's: a thousand items that take a
 * tenth of a millisecond each would hold up every request of the process, and so would several such lists side by side.
 */
export async function mapInSlices<T, R>(
  items: readonly T[],
  map: (item: T, index: number) => R,
  sliceMilliseconds = 5,
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
