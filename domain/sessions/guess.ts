import { reserveAttempt, returnAttempt } from "@/db/sign-in";
import { DomainError } from "@/lib/errors";
import { sha256 } from "@/lib/sha256";

/** How long a used-up allowance stays so, and how long a failure counts after the last one: fifteen minutes, in seconds. */
const WINDOW_SECONDS = 15 * 60;

/** What is counted: guesses of a sign-in or of one's own password, and the mails that somebody has us send. */
type Counted = "e-mail" | "address" | "device" | "own password" | "reset of" | "reset from" | "confirmation for";

/** The name of a counter: what is guessed at, hashed, so that the table of counters tells nobody's address. */
export function guessKey(kind: Counted, subject: string): string {
  return sha256(`${kind}\0${subject}`);
}

/**
 * Takes one attempt from each key's allowance (key → limit), all or none; false when one is used up. A used-up allowance comes
 * back when the window is over, that of the `fading` keys one attempt after the other.
 */
export function spend(limits: ReadonlyMap<string, number>, fading: readonly string[] = []): Promise<boolean> {
  return reserveAttempt(limits, fading, WINDOW_SECONDS);
}

/** Gives an attempt back to each key. */
export function giveBack(limits: ReadonlyMap<string, number>): Promise<void> {
  return returnAttempt([...limits.keys()]);
}

/**
 * What `verify` finds, or null for a wrong guess, which then counts against every key (key → how many are allowed). The
 * attempt is taken before the guess is verified and given back if it was right, so parallel guesses get no more than
 * there are. Throws too_many_attempts without verifying when a key's are used up.
 */
export async function guess<T>(
  limits: ReadonlyMap<string, number>,
  verify: () => Promise<T | null>,
): Promise<T | null> {
  if (!(await spend(limits))) throw new DomainError("too_many_attempts");
  let isWrong = false;
  try {
    const found = await verify();
    isWrong = found === null;
    return found;
  } finally {
    if (!isWrong) await giveBack(limits);
  }
}
