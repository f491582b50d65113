/** How long a write whose answer was lost is still repeated rather than done again. */
const REPEATABLE_MILLISECONDS = 10 * 60_000;

type Pending = { key: string; since: number };

const pending = new Map<string, Pending>();

/**
 * The Idempotency-Key of a write, given everything that it sends: a new one, or the one of an equal write whose answer was lost
 * (contract §10), so that trying again does not do it twice.
 */
export function keyOf(call: string): string {
  const known = pending.get(call);
  if (known && Date.now() - known.since < REPEATABLE_MILLISECONDS) return known.key;
  const key = Array.from(crypto.getRandomValues(new Uint8Array(16)), (byte) => byte.toString(16).padStart(2, "0")).join(
    "",
  );
  pending.set(call, { key, since: Date.now() });
  return key;
}

/** Notes that the write has been answered: an equal one is a new one from now on. */
export function forgetKey(call: string): void {
  pending.delete(call);
}
