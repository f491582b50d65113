import { isLinkPath } from "@/lib/auth/account-link";
import { appUrl, env } from "@/lib/env";

// Two years, as browsers' preload list requires. Not for subdomains, which may belong to something else.
const HSTS = { "Strict-Transport-Security": "max-age=63072000" };

/** The header of every answer on https: browsers then never use plain http again. */
export const transportHeaders = (): Record<string, string> => (appUrl().startsWith("https:") ? HSTS : {});

// Styles may be inline: sonner and radix add <style> elements and style attributes at run time, and without foreign markup
// in the page a style does no harm. Only scripts with the nonce run, and what those load (docs/decisions/009).
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

/** The headers of every page: a content policy with this request's nonce, no framing, no caching, no device access. */
export function pageHeaders(nonce: string, pathname: string): Record<string, string> {
  const isSecret = isLinkPath(pathname);
  return {
    "Content-Security-Policy": contentPolicy(nonce),
    "X-Frame-Options": "DENY", // for browsers that do not know frame-ancestors
    "X-Content-Type-Options": "nosniff",
    // A link's path is a secret: not even our own server needs it as a referrer, because proxies may log it. With no
    // referrer at all, browsers would send `Origin: null` with the page's form.
    "Referrer-Policy": isSecret ? "strict-origin" : "same-origin",
    ...(isSecret ? { "X-Robots-Tag": "noindex, nofollow, noarchive" } : {}),
    "Permissions-Policy": "camera=(), microphone=(), geolocation=(), payment=(), usb=(), browsing-topics=()",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cache-Control": "no-store",
    ...transportHeaders(),
  };
}
