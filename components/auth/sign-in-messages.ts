const WRONG = "The e-mail address or the password is wrong.";
const LOCKED =
  "Too many wrong guesses. Sign-in is locked here for up to fifteen minutes. Browsers that you have signed in with before still work, and you stay signed in wherever you already are.";
const BUSY = "The server cannot sign you in just now. Try again in a moment.";

const messages: Record<string, string> = {
  too_many_attempts: LOCKED,
  TooManyAttempts: LOCKED,
  OrganizationRequired: "You are a member of several organizations: sign in here to choose one.",
  origin_refused: "This page was opened at another address than the one this installation knows as its own.",
  overloaded: BUSY,
  database_unavailable: BUSY,
  internal_error: BUSY,
  Unavailable: BUSY,
};

/** What the sign-in page says of a refusal's code; of any other, that address or password is wrong, and never which. */
export function signInMessage(code: string): string {
  return Object.hasOwn(messages, code) ? (messages[code] ?? WRONG) : WRONG;
}
