import { env } from "@/lib/env";
import { cookieName, readCookies } from "@/lib/http/cookies";
import { RecentlyUsed } from "@/lib/recently-used";
import { decodeAny } from "./decode";

/** How long a session lasts after signing in, in seconds; nothing extends it. */
export const sessionSeconds = (): number => env().SESSION_DAYS * 24 * 60 * 60;

/** How long a session lasts without a request, in seconds. */
export const idleSeconds = (): number => env().SESSION_IDLE_DAYS * 24 * 60 * 60;

/** The shape of the secret in a session's cookie: 43 base62 characters, 256 bits. */
export const SECRET_LENGTH = 43;
const SECRET = /^[0-9A-Za-z]{43}$/;

/** next-auth's own name for the session, prefixed. */
export const sessionCookieName = (): string => cookieName("next-auth.session-token");

/** The cookie's text, joined if next-auth split a long one into `.0`, `.1`, …; undefined if there is none. */
function joinChunks(cookies: ReturnType<typeof readCookies>): string | undefined {
  const name = sessionCookieName();
  let joined = cookies[name] ?? "";
  if (joined) return joined;
  for (let index = 0; cookies[`${name}.${index}`] !== undefined; index += 1) joined += cookies[`${name}.${index}`];
  return joined || undefined;
}

// Decrypting takes longer than refusing a request. The session's row says whether a remembered secret still works.
const secrets = new RecentlyUsed<string>(1_000);

/** The session's secret in a `Cookie` header, or undefined if there is none that this installation made. */
export async function sessionSecretOf(cookieHeader: string | null): Promise<string | undefined> {
  const token = joinChunks(readCookies(cookieHeader));
  if (!token) return undefined;
  const known = secrets.get(token);
  if (known !== undefined) return known;
  const secret = (await decodeAny(token))?.secret;
  if (typeof secret !== "string" || !SECRET.test(secret)) return undefined;
  secrets.set(token, secret);
  return secret;
}
