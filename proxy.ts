import { type NextRequest, NextResponse } from "next/server";
import { optionsResponse, refuse } from "@/lib/http/answer";
import { isApiPath, matchApiPath } from "@/server/api-match";

/**
 * Where Next itself hosts the API: refuses what no route handler would see, as server/api-host.ts does, so that both
 * hosts answer alike. Everything else goes on to Next.
 */
export function proxy(request: NextRequest): Response {
  const { pathname } = request.nextUrl;
  if (!isApiPath(pathname)) return NextResponse.next();
  const match = matchApiPath(request.method, pathname);
  if (match.kind === "refused") return refuse(match.code, match.headers);
  if (match.kind === "options") return optionsResponse(match.headers);
  return NextResponse.next();
}
