import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { optionsResponse, refuse } from "@/lib/http/answer";
import { pageHeaders } from "@/lib/http/security-headers";
import { isApiPath, matchApiPath } from "@/server/api-match";

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
 * Where Next itself hosts the API: refuses what no route handler would see, as server/api-host.ts does, so that both
 * hosts answer alike. Everything else is a page's and gets its headers.
 */
export function proxy(request: NextRequest): Response {
  const { pathname } = request.nextUrl;
  if (!isApiPath(pathname)) return page(request);
  const match = matchApiPath(request.method, pathname);
  if (match.kind === "refused") return refuse(match.code, match.headers);
  if (match.kind === "options") return optionsResponse(match.headers);
  return NextResponse.next();
}

// Built files are the same for everyone and carry their hash in their name: they need no policy and may be cached.
export const config = { matcher: ["/((?!_next/static/).*)"] };
