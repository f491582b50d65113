const FIRST_SECONDS = 5;
const LONGEST_SECONDS = 3 * 3600;

/**
 * The seconds to wait after a number of failed attempts (1 or more): a random part of 5 seconds, doubled with each attempt up
 * to three hours ("full jitter"), so that mails that failed together are not retried together.
 */
export function retryDelaySeconds(attempts: number, random: () => number = Math.random): number {
  const longest = Math.min(LONGEST_SECONDS, FIRST_SECONDS * 2 ** (attempts - 1));
  return 1 + random() * (longest - 1);
}
