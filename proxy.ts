import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { optionsResponse, refuse } from "@/lib/http/answer";
import { isApiPath, matchApiPath } from "@/lib/http/api-match";
import { matchPage } from "@/lib/http/page-match";
import { pageHeaders } from "@/lib/http/security-headers";

/** Next reads the nonce from the request's policy and puts it on its scripts; current-actor.ts reads the path. */
function page(request: NextRequest): Response {
  const { pathname, search } = request.nextUrl;
  const secured = pageHeaders(randomBytes(18).toString("base64"), pathname);
  const headers = new Headers(request.headers);
  headers.set("Content-Security-Policy", secured["Content-Security-Policy"] ?? "");
  headers.set("X-Page-Path", pathname + search);
  const response = NextResponse.next({ request: { headers } });
  for (const [name, value] of Object.entries(secured)) response.headers.set(name, value);
  return response;
}

/**
 * Where Next itself is the host: refuses what no route handler and no page would see, as server/api-host.ts and
 * server/page-host.ts do, so that both hosts answer alike. Pages get their headers.
 */
export function proxy(request: NextRequest): Response {
  const { pathname } = request.nextUrl;
  const match = isApiPath(pathname)
    ? matchApiPath(request.method, pathname)
    : matchPage(request.method, pathname, request.headers.has("next-action"));
  if (match.kind === "refused") return refuse(match.code, match.headers);
  if (match.kind === "options") return optionsResponse(match.headers);
  return match.kind === "page" ? page(request) : NextResponse.next();
}

// Built files are the same for everyone and carry their hash in their name: they need no policy and may be cached.
export const config = { matcher: ["/((?!_next/static/).*)"] };
