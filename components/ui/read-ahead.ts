const FRESH_MILLISECONDS = 2000;
const KEPT_MILLISECONDS = 30_000; // by Next: `staleTimes` in next.config.mjs

// When each address was read ahead.
const readAt = new Map<string, number>();

const ageOf = (address: string) => Date.now() - (readAt.get(address) ?? Number.NEGATIVE_INFINITY);

/** Notes that a page is read ahead now, unless Next still has it from before. */
export function noteReadAhead(address: string): void {
  if (ageOf(address) > KEPT_MILLISECONDS) readAt.set(address, Date.now());
}

/** Whether the page at this address was read ahead so long ago that others may have changed it. If so, a refresh forgets all such pages. */
export function takeOutdated(address: string): boolean {
  const age = ageOf(address);
  const isOutdated = age > FRESH_MILLISECONDS && age <= KEPT_MILLISECONDS;
  if (isOutdated) readAt.clear();
  return isOutdated;
}
