import { randomBytes } from "node:crypto";
import { type NextRequest, NextResponse } from "next/server";
import { optionsResponse, refuse } from "@/lib/http/answer";
import { isApiPath, matchApiPath } from "@/lib/http/api-match";
import { crossOriginHeaders } from "@/lib/http/cors";
import { matchPage } from "@/lib/http/page-match";
import { pageHeaders } from "@/lib/http/security-headers";

/** Next reads the nonce from the request's policy and adds it to its scripts; app/(dashboard)/read-page.ts reads the path. */
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

/** An answer to the API's caller, or Next's go-ahead for its route handler; with the headers for pages of other origins. */
function api(request: NextRequest): Response {
  const match = matchApiPath(request.method, request.nextUrl.pathname);
  const response =
    match.kind === "refused"
      ? refuse(match.code, match.headers)
      : match.kind === "options"
        ? optionsResponse(match.headers)
        : NextResponse.next();
  for (const [name, value] of Object.entries(crossOriginHeaders(request))) response.headers.set(name, value);
  return response;
}

/**
 * If Next itself is the host: refuses requests that would reach no route handler and no page, as server/api-host.ts and
 * server/page-host.ts do, so that both hosts answer alike. Adds the headers of pages.
 */
export function proxy(request: NextRequest): Response {
  const { pathname } = request.nextUrl;
  if (isApiPath(pathname)) return api(request);
  const match = matchPage(request.method, pathname, request.headers.has("next-action"));
  if (match.kind === "refused") return refuse(match.code, match.headers);
  if (match.kind === "options") return optionsResponse(match.headers);
  return match.kind === "page" ? page(request) : NextResponse.next();
}

// Built files are the same for everyone and named by their hash: they need no policy and may be cached.
export const config = { matcher: ["/((?!_next/static/).*)"] };
