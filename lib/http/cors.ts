import { env } from "@/lib/env";
import type { HttpRequest } from "./http-request";

const METHODS = "GET, HEAD, POST, PUT, DELETE";
const ACCEPTED = "Authorization, Content-Type, Idempotency-Key, If-Match, If-None-Match, X-Active-OU-ID";
const EXPOSED = [
  "Access-Change, Allow, Content-Disposition, Deprecation, ETag, Idempotency-Replayed, Link, Location, RateLimit",
  "RateLimit-Policy, Retry-After, Sunset, WWW-Authenticate, X-Active-OU-ID, X-Active-OU-Name, X-Active-OU-Slug",
  "X-Request-Id, X-Total-Count, X-Total-Exact",
].join(", ");

const PREFLIGHT = {
  "Access-Control-Allow-Methods": METHODS,
  "Access-Control-Allow-Headers": ACCEPTED,
  "Access-Control-Max-Age": "600",
};

const isBearer = (authorization: string | null) => /^bearer /i.test(authorization ?? "");

/** Whether the caller sends a token, or asks whether it may. A cookie rules that out: a browser adds it for any page. */
function isByToken({ method, headers }: HttpRequest): boolean {
  if (headers.has("cookie")) return false;
  const asked = headers.get("access-control-request-headers") ?? "";
  return method === "OPTIONS" ? /(^|,)\s*authorization\s*(,|$)/i.test(asked) : isBearer(headers.get("authorization"));
}

/**
 * The headers that let a page of another origin read an answer of the API (contract §4): only a page of CORS_ORIGINS, and
 * only an answer to a token. Others get nothing, so their browser keeps the answer from them.
 */
export function crossOriginHeaders(request: HttpRequest): Record<string, string> {
  const { CORS_ORIGINS: allowed } = env();
  if (!allowed) return {};
  const origin = request.headers.get("origin");
  const varies = { Vary: "Origin" };
  if (!origin || !allowed.includes(origin) || !isByToken(request)) return varies;
  const admitted = { ...varies, "Access-Control-Allow-Origin": origin };
  const more = request.method === "OPTIONS" ? PREFLIGHT : { "Access-Control-Expose-Headers": EXPOSED };
  return { ...admitted, ...more };
}
