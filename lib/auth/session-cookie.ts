import { decode } from "next-auth/jwt";
import { appUrl, env, sessionKey } from "@/lib/env";
import { readCookies } from "@/lib/http/cookies";

/** How long a session lasts after signing in, in seconds; nothing extends it. */
export const sessionSeconds = (): number => env().SESSION_DAYS * 24 * 60 * 60;

/** How long a session lasts without a request, in seconds. */
export const idleSeconds = (): number => env().SESSION_IDLE_DAYS * 24 * 60 * 60;

/** The shape of the secret in a session's cookie: 43 base62 characters, 256 bits. */
export const SECRET_LENGTH = 43;
const SECRET = /^[0-9A-Za-z]{43}$/;

/** Whether browsers reach this installation by https only. */
export const isSecure = (): boolean => appUrl().startsWith("https:");

/** A cookie's name; on https with the prefix that stops sibling domains from setting it (RFC 6265bis §4.1.3.2). */
export const cookieName = (name: string): string => `${isSecure() ? "__Host-" : ""}${name}`;

/** next-auth's own name for the session, prefixed. */
export const sessionCookieName = (): string => cookieName("next-auth.session-token");

/** The attributes of every cookie that signing in sets. */
export const cookieOptions = () => ({ httpOnly: true, sameSite: "lax" as const, path: "/", secure: isSecure() });

/** The cookie's text, joined if next-auth split a long one into `.0`, `.1`, …; undefined if there is none. */
function joinChunks(cookies: Map<string, string>): string | undefined {
  const name = sessionCookieName();
  const whole = cookies.get(name);
  if (whole) return whole;
  let joined = "";
  for (let index = 0; cookies.has(`${name}.${index}`); index += 1) joined += cookies.get(`${name}.${index}`);
  return joined || undefined;
}

/** The session's secret in a `Cookie` header, or undefined if there is none that this installation made. */
export async function sessionSecretOf(cookieHeader: string | null): Promise<string | undefined> {
  const token = joinChunks(readCookies(cookieHeader));
  if (!token) return undefined;
  const claims = await decode({ token, secret: sessionKey() }).catch(() => null); // forged, damaged or expired
  const secret = claims?.secret;
  return typeof secret === "string" && SECRET.test(secret) ? secret : undefined;
}
