const FRESH_MILLISECONDS = 2000;

// When each address was read ahead. Next shows such a page for half a minute, whatever others have changed since.
const readAt = new Map<string, number>();

/** Notes that a page is read ahead now, unless it still is from before. */
export function noteReadAhead(address: string): void {
  if (!readAt.has(address)) readAt.set(address, Date.now());
}

/** Whether the page at this address may be older than a visitor expects; all pages are forgotten then, as by a refresh. */
export function takeOutdated(address: string): boolean {
  const isOutdated = Date.now() - (readAt.get(address) ?? Date.now()) > FRESH_MILLISECONDS;
  if (isOutdated) readAt.clear();
  return isOutdated;
}
