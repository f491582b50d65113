import { ZxcvbnFactory, type ZxcvbnResult } from "@zxcvbn-ts/core";
import { adjacencyGraphs, dictionary } from "@zxcvbn-ts/language-common";
import { DomainError } from "@/lib/errors";
import { isPersonalPassword, type PasswordOwner, personalWords } from "./personal-password";

/** An initial password is set by somebody else and works once or until changed; the other is its owner's own choice. */
export type PasswordKind = "initial" | "own";

/** The zxcvbn score, 0 to 4, that a password needs (contract §13). */
const NEEDED = { initial: 2, own: 3 } as const;

/** The most words of the owner that are considered. */
const WORDS = 100;

// The time grows with the square of the length, and with look-alike characters (p4$$). With these bounds the worst input
// found takes 12 ms, without them 360 ms. No English dictionary: it finds little more, for 20 MB and three times the time.
const zxcvbn = new ZxcvbnFactory({
  dictionary,
  graphs: adjacencyGraphs,
  maxLength: 48,
  l33tMaxSubstitutions: 10,
});

const PATTERN = "follows a pattern that is easy to guess";
const REPEATED = "repeats a few characters";
const COMMON = "is a common password, or close to one";
const OWN = "is made of your own name, e-mail address or organization, or of the product's name";
const reasons: Record<string, string> = {
  userInputs: OWN,
  simpleRepeat: REPEATED,
  extendedRepeat: REPEATED,
  straightRow: PATTERN,
  keyPattern: PATTERN,
  sequences: PATTERN,
  recentYears: PATTERN,
  dates: PATTERN,
  topTen: COMMON,
  topHundred: COMMON,
  common: COMMON,
  similarToCommon: COMMON,
};
const ADVICE = "choose four or more words that have nothing to do with each other";

function judge(password: string, owner: PasswordOwner): ZxcvbnResult {
  // In lower case, because zxcvbn overrates capitals, which attackers try first.
  return zxcvbn.check(password.normalize("NFKC").toLowerCase(), personalWords(owner).slice(0, WORDS));
}

/**
 * Throws DomainError `invalid_content` for a password that is easy to guess, or made of the person's own name, e-mail address
 * or organization (contract §4, §13; NIST SP 800-63B §5.1.1.2). The schema checks the length; `pointer` locates the password
 * in the body.
 */
export function assertPasswordAllowed(
  password: string,
  owner: PasswordOwner,
  kind: PasswordKind,
  pointer = "/password",
): void {
  const refuse = (detail: string): never => {
    throw new DomainError("invalid_content", undefined, [{ pointer, detail }]);
  };
  if (isPersonalPassword(password, owner)) refuse(`${OWN}; ${ADVICE}`);
  const { score, feedback } = judge(password, owner);
  if (score < NEEDED[kind]) refuse(`${reasons[feedback.warning ?? ""] ?? "is easy to guess"}; ${ADVICE}`);
}
