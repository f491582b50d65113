import { appUrl, env } from "@/lib/env";
import { DomainError } from "@/lib/errors";
import type { HttpRequest } from "@/lib/http/http-request";

const LOOPBACK = ["localhost", "127.0.0.1", "[::1]"];

/** The origins of our own pages: APP_URL, or by default the loopback names, where nobody else can serve our port. */
function ourOrigins(): string[] {
  const { APP_URL, PORT } = env();
  if (APP_URL) return [new URL(appUrl()).origin];
  return LOOPBACK.map((host) => new URL(`http://${host}:${PORT}`).origin);
}

/** The request's `Origin` if it is ours, else undefined. */
export function ownOrigin(request: HttpRequest): string | undefined {
  const origin = request.headers.get("origin");
  return origin && ourOrigins().includes(origin) ? origin : undefined;
}

/** Whether the browser says that another site, or a sibling of ours, caused the request (Fetch Metadata). */
export function isFromElsewhere(request: HttpRequest): boolean {
  return /^(cross-site|same-site)$/i.test(request.headers.get("sec-fetch-site")?.trim() ?? "");
}

/**
 * Throws DomainError `origin_refused` for a request that none of our pages sent: its `Origin` is foreign, `null` or missing,
 * or its `Sec-Fetch-Site` names another site. For everything that acts on a cookie alone (contract §4).
 */
export function assertOwnOrigin(request: HttpRequest): void {
  if (!ownOrigin(request) || isFromElsewhere(request)) throw new DomainError("origin_refused");
}

/**
 * A path of our own to continue to: the text's path, query and fragment if it is on our origin, else `fallback`. Never an
 * absolute URL, which would be an open redirect.
 */
export function ownPath(wanted: unknown, fallback = "/dashboard"): string {
  const base = new URL(appUrl()).origin;
  if (typeof wanted !== "string" || wanted.length > 2000 || !URL.canParse(wanted, base)) return fallback;
  const url = new URL(wanted, base);
  const path = url.pathname + url.search + url.hash;
  const isOurs = [base, ...ourOrigins()].includes(url.origin) && /^\/(?!\/)/.test(path); // a blob: has an origin too
  return isOurs && !/^\/(sign-in|sign-out|api)(\/|\?|#|$)/.test(path) ? path : fallback;
}
