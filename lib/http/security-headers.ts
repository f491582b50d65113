import { isLinkPath } from "@/lib/auth/account-link";
import { appUrl, env } from "@/lib/env";

// Two years, as browsers' preload list asks; sub-domains are not ours to speak for.
const HSTS = { "Strict-Transport-Security": "max-age=63072000" };

/** What every answer carries where browsers come by https: never again without. */
export const transportHeaders = (): Record<string, string> => (appUrl().startsWith("https:") ? HSTS : {});

// Styles may be inline: sonner and radix put <style> elements and style attributes in at run time, and without foreign
// markup in the page a style does no harm. Scripts run by the nonce alone, and what such a script loads.
function contentPolicy(nonce: string): string {
  const isDevelopment = env().NODE_ENV === "development"; // where React rebuilds the server's stack traces with eval
  return [
    "default-src 'self'",
    `script-src 'self' 'nonce-${nonce}' 'strict-dynamic'${isDevelopment ? " 'unsafe-eval'" : ""}`,
    "style-src 'self' 'unsafe-inline'",
    "img-src 'self' data:",
    "object-src 'none'",
    "base-uri 'none'",
    "form-action 'self'",
    "frame-ancestors 'none'",
  ].join("; ");
}

/** The headers of every page: a policy for this one request's nonce, no framing, no caching, no more than it needs. */
export function pageHeaders(nonce: string, pathname: string): Record<string, string> {
  const isSecret = isLinkPath(pathname);
  return {
    "Content-Security-Policy": contentPolicy(nonce),
    "X-Frame-Options": "DENY", // for browsers that do not know frame-ancestors
    "X-Content-Type-Options": "nosniff",
    // A link's path is a secret: not even our own server needs to be told it again, whose proxies may write logs. Without
    // any referrer, though, browsers would send `Origin: null` with the page's form.
    "Referrer-Policy": isSecret ? "strict-origin" : "same-origin",
    ...(isSecret ? { "X-Robots-Tag": "noindex, nofollow, noarchive" } : {}),
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
    ...transportHeaders(),
  };
}
