import { setImmediate } from "node:timers/promises";

/**
 * Maps the items in their order, and lets everything else run after each 10 ms of it: a thousand items that take a tenth of
 * a millisecond each would hold up every request of the process.
 */
export async function mapInSlices<T, R>(
  items: readonly T[],
  map: (item: T, index: number) => R,
  sliceMilliseconds = 10,
): Promise<R[]> {
  const mapped: R[] = [];
  let startedAt = performance.now();
  for (const [index, item] of items.entries()) {
    mapped.push(map(item, index));
    if (performance.now() - startedAt < sliceMilliseconds) continue;
    await setImmediate();
    startedAt = performance.now();
  }
  return mapped;
}
