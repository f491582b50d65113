import { ORIGIN_REFUSED } from "./refusals";

const WRONG = "The e-mail address or password is wrong.";
const LOCKED =
  "Too many wrong passwords. Sign-in is locked here for up to fifteen minutes. Browsers that you have signed in with before still work, and you stay signed in wherever you already are.";
const BUSY = "The server cannot sign you in right now. Try again in a moment.";

const SUSPENDED =
  "This organization is suspended, so nobody can sign in to it for now. Whoever runs this installation can tell you more.";

const messages: Record<string, string> = {
  too_many_attempts: LOCKED,
  TooManyAttempts: LOCKED,
  organization_suspended: SUSPENDED,
  OrganizationSuspended: SUSPENDED,
  OrganizationRequired: "You are a member of several organizations. Sign in here to choose one.",
  origin_refused: ORIGIN_REFUSED,
  overloaded: BUSY,
  database_unavailable: BUSY,
  internal_error: BUSY,
  Unavailable: BUSY,
};

/** The sign-in page's message for a refusal's code. Any other code means a wrong address or password, never which. */
export function signInMessage(code: string): string {
  return Object.hasOwn(messages, code) ? (messages[code] ?? WRONG) : WRONG;
}
