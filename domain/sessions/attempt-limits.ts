import { reserveAttempt, returnAttempt } from "@/db/sign-in";
import { DomainError } from "@/lib/errors";
import { sha256 } from "@/lib/sha256";

/** How long an exhausted limit lasts, and how long a failure counts after the latest one: fifteen minutes, in seconds. */
const WINDOW_SECONDS = 15 * 60;

/** What is limited: password attempts at sign-in or of one's own password, and the mails somebody causes. */
type Counted = "e-mail" | "address" | "device" | "own password" | "reset of" | "reset from" | "confirmation for";

/** The key of a limit: a hash of its subject, so the table reveals nobody's address. */
export function attemptKey(kind: Counted, subject: string): string {
  return sha256(`${kind}\0${subject}`);
}

/**
 * Takes one attempt from each key's limit (key → most attempts), all or none; false if one is exhausted. An exhausted limit
 * is restored when the window is over, for `fading` keys one attempt at a time.
 */
export async function takeAttempt(limits: ReadonlyMap<string, number>, fading?: readonly string[]): Promise<boolean> {
  return (await takeCountedAttempt(limits, fading)) !== null;
}

/** The same; returns how many attempts the scarcest limit that is not fading has left, or null. */
export function takeCountedAttempt(
  limits: ReadonlyMap<string, number>,
  fading: readonly string[] = [],
): Promise<number | null> {
  return reserveAttempt(limits, fading, WINDOW_SECONDS);
}

/** Returns an attempt to each key. */
export function giveAttemptBack(limits: ReadonlyMap<string, number>): Promise<void> {
  return returnAttempt([...limits.keys()]);
}

/**
 * Returns what `verify` finds, or null for a wrong password, which counts against every key (key → most attempts). The
 * attempt is taken before verifying and returned on success, so parallel guesses cannot exceed the limit. Throws
 * too_many_attempts without verifying if a limit is exhausted.
 */
export async function attempt<T>(
  limits: ReadonlyMap<string, number>,
  verify: () => Promise<T | null>,
): Promise<T | null> {
  if (!(await takeAttempt(limits))) throw new DomainError("too_many_attempts");
  let isWrong = false;
  try {
    const found = await verify();
    isWrong = found === null;
    return found;
  } finally {
    if (!isWrong) await giveAttemptBack(limits);
  }
}
