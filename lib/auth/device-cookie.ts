import { cookieName, readCookies, setCookie } from "@/lib/http/cookies";
import { SECRET_LENGTH } from "./session-cookie";
import { randomBase62 } from "./token";

/** How long a browser keeps it after a sign-in: 400 days, the maximum (RFC 6265bis §4.1.2.2). */
const SECONDS = 400 * 24 * 60 * 60;
const SHAPE = /^[0-9A-Za-z]{43}$/;

const name = () => cookieName("device");

/** The random value that identifies a browser, from its `Cookie` header; a new one if there is none. */
export function deviceSecretOf(cookieHeader: string | null): string {
  const value = readCookies(cookieHeader)[name()] ?? "";
  return SHAPE.test(value) ? value : randomBase62(SECRET_LENGTH);
}

/**
 * The `Set-Cookie` that stores it. It grants nothing: it only spares a member the mail about their own browser, and being
 * locked out there by other people's attempts.
 */
export function deviceCookie(secret: string): string {
  return setCookie(name(), secret, SECONDS);
}
