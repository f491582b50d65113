const FIRST_SECONDS = 5;
const LONGEST_SECONDS = 3 * 3600;

/**
 * How many seconds to wait after so many failed attempts (1 or more): at most 5, doubled with each, never more than three
 * hours, and of that a random part ("full jitter"), so that what failed together does not come back together.
 */
export function retryDelaySeconds(attempts: number, random: () => number = Math.random): number {
  const longest = Math.min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** (attempts - 1));
  return 1 + random() * (longest - 1);
}
