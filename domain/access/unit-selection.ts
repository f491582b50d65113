import { endCookie, readCookies, setCookie } from "@/lib/http/cookies";
import type { HttpRequest } from "@/lib/http/http-request";

const COOKIE = "activeOu";

/** For the OpenAPI document: the headers that select an OU. */
export const selectingHeaders = {
  "X-Active-OU-ID":
    "The OU to work in; takes precedence over the cookie activeOu. It selects an OU and grants no access.",
};

/** For the OpenAPI document: the cookie that selects an OU. */
export const selectingCookies = {
  [COOKIE]:
    "The OU to work in if no header names one; POST /org-units/active sets it. It selects an OU and grants no access.",
};

/** The id of the OU that the request's header names, or undefined. Service accounts' cookies are ignored. */
export function unitIdInHeader(request: HttpRequest): string | undefined {
  return request.headers.get("x-active-ou-id")?.trim() || undefined;
}

/**
 * The id of the OU that the request selects: the header `X-Active-OU-ID`, else the cookie `activeOu`, else undefined
 * (contract §5). A selection never grants: its users check access.
 */
export function selectedUnitId(request: HttpRequest): string | undefined {
  return unitIdInHeader(request) ?? (readCookies(request.headers.get("cookie"))[COOKIE] || undefined);
}

/** The `Set-Cookie` that stores the selection. */
export const activeUnitCookie = (unitId: string): string => setCookie(COOKIE, unitId);

/** The `Set-Cookie` that clears the selection. */
export const noActiveUnitCookie = (): string => endCookie(COOKIE);

/** An OU's name as a header value: `%` and anything but printable ASCII is percent-encoded as UTF-8 (contract §3). */
export function headerSafe(name: string): string {
  return name.replace(/[^\x20-\x24\x26-\x7e]+/gu, (part) => encodeURIComponent(part));
}
