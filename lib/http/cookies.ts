import { parseCookie, stringifySetCookie } from "cookie";
import { appUrl } from "@/lib/env";

/** Whether browsers reach this installation by https only. */
export const isSecure = (): boolean => appUrl().startsWith("https:");

/** A cookie's name; on https with the prefix that keeps a sibling domain from setting it (RFC 6265bis §4.1.3.2). */
export const cookieName = (name: string): string => `${isSecure() ? "__Host-" : ""}${name}`;

/** The attributes of every cookie that we set. */
export const cookieOptions = () => ({ httpOnly: true, sameSite: "lax" as const, path: "/", secure: isSecure() });

/** The `Set-Cookie` of one of our cookies, for so many seconds or until the browser is closed. */
export const setCookie = (name: string, value: string, seconds?: number): string =>
  stringifySetCookie({ name, value, ...cookieOptions(), ...(seconds === undefined ? {} : { maxAge: seconds }) });

/** The `Set-Cookie` that deletes one. */
export const endCookie = (name: string): string => setCookie(name, "", 0);

/** The cookies of a `Cookie` header, by name; of two with one name the first, which is the one with the longer path. */
/** The cookies of a `Cookie` header, by name. */
export const readCookies = (header: string | null) => parseCookie(header ?? "");
