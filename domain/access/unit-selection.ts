import { endCookie, readCookies, setCookie } from "@/lib/http/cookies";

const COOKIE = "activeOu";

/** For the OpenAPI document: the headers that select an OU. */
export const selectingHeaders = {
  "X-Active-OU-ID": "The OU to work in; wins over the cookie activeOu. It selects and never grants.",
};

/** For the OpenAPI document: the cookie that selects an OU. */
export const selectingCookies = {
  [COOKIE]: "The OU to work in where no header names one; POST /org-units/active sets it. It selects and never grants.",
};

/** The id of the OU that the request's header names, or undefined. Service accounts' cookies are ignored. */
export function unitIdInHeader(request: Request): string | undefined {
  return request.headers.get("x-active-ou-id")?.trim() || undefined;
}

/**
 * The id of the OU that the request selects: the header `X-Active-OU-ID`, else the cookie `activeOu`, else undefined
 * (contract §5). A selection never grants: its users check access.
 */
export function selectedUnitId(request: Request): string | undefined {
  return unitIdInHeader(request) ?? (readCookies(request.headers.get("cookie"))[COOKIE] || undefined);
}

/** The `Set-Cookie` that stores the selection. */
export const activeOrgUnitCookie = (unitId: string): string => setCookie(COOKIE, unitId);

/** The `Set-Cookie` that clears the selection. */
export const noActiveOrgUnitCookie = (): string => endCookie(COOKIE);

/** An OU's name as a header value: `%` and anything but printable ASCII is percent-encoded as UTF-8 (contract §3). */
export function headerSafe(name: string): string {
  return name.replace(/[^\x20-\x24\x26-\x7e]+/gu, (part) => encodeURIComponent(part));
}
