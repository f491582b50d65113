// Over three days: most outages are short, and the longest repair takes a weekend.
const MINUTE = 60;
const HOUR = 60 * MINUTE;
const WAITS = [5, 5 * MINUTE, 30 * MINUTE, 2 * HOUR, 5 * HOUR, 10 * HOUR, 14 * HOUR, 20 * HOUR, 24 * HOUR];
const LONGEST_SECONDS = 24 * HOUR;

/**
 * The seconds to wait after a number of failed attempts (1 or more), or undefined after the last. A tenth is random, so that
 * what failed together is not tried again together; not less than the endpoint has asked for, up to a day.
 */
export function retrySeconds(tries: number, retryAfterSeconds = 0, random: () => number = Math.random) {
  const wait = WAITS[tries - 1];
  if (wait === undefined) return undefined;
  return Math.max(wait * (1 + random() / 10), Math.min(retryAfterSeconds, LONGEST_SECONDS));
}
