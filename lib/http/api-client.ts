import type { FieldFault } from "@/lib/errors";
import { forgetKey, keyOf } from "./repeat-key";

type Problem = { code: string; detail: string; request_id: string; errors?: FieldFault[]; current?: object };
/** What a refusal says beyond the members that every problem has. */
type Details = Readonly<Record<string, unknown>>;
type Method = "GET" | "POST" | "PUT" | "DELETE";

/** A refusal by the API, or no answer at all (`status` 0, `code` "offline"). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly requestId?: string,
    readonly faults: readonly FieldFault[] = [],
    /** The current content, if the call named another version. */
    readonly current?: object,
    readonly details: Details = {},
  ) {
    super(message);
  }
}

let pinnedUnitId: string | undefined;

/** Pins the OU that this tab shows: every call sends it, whatever OU another tab has chosen since. */
export function pinActiveUnit(unitId: string | undefined): void {
  pinnedUnitId = unitId;
}

/** Dispatched on `window` when the session has ended; the shell asks to sign in again and keeps the page. */
export const SESSION_ENDED = "leadvibe:session-ended";

/** Dispatched on `window` when the API refuses something the page offered, because access has changed since. */
export const ACCESS_CHANGED = "leadvibe:access-changed";

/** Dispatched on `window` after a write, so that the browser's other tabs reload their data. */
export const WRITTEN = "leadvibe:written";

const SELECTS = "/org-units/active"; // only sets this browser's cookie

const DRY_RUN = "?dry_run=true";

/** Whether a call changes something that other tabs show; a dry run does not. */
const isChange = (method: Method, path: string, body: unknown) =>
  method !== "GET" &&
  path !== SELECTS &&
  !path.endsWith(DRY_RUN) &&
  !(body as { dry_run?: boolean } | undefined)?.dry_run;

/** The version that a change replaces; null to only create; undefined for any version. */
type Version = string | null | undefined;

/** Asks for the password and returns whether it was confirmed. Set by the shell. */
let askPassword: (() => Promise<boolean>) | undefined;

/** Sets the function that asks for the password when the API wants it again. Returns a function that unsets it. */
export function onPasswordWanted(ask: () => Promise<boolean>): () => void {
  askPassword = ask;
  return () => {
    if (askPassword === ask) askPassword = undefined;
  };
}

/** How long to wait for an equal request that is still running. */
const IN_PROGRESS_MILLISECONDS = 1000;

const inFlight = new Map<string, Promise<unknown>>();

type Sent = { body?: unknown; version?: Version; key?: string };

async function send(method: Method, path: string, { body, version, key }: Sent = {}): Promise<Response> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: {
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...(version ? { "If-Match": version } : version === null ? { "If-None-Match": "*" } : {}),
        ...(pinnedUnitId ? { "X-Active-OU-ID": pinnedUnitId } : {}),
        ...(key ? { "Idempotency-Key": key } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new ApiError(0, "offline", "The server did not answer. Check the connection and try again.");
  }
  if (response.ok) {
    if (isChange(method, path, body)) window.dispatchEvent(new Event(WRITTEN));
    return response;
  }
  const problem: Partial<Problem> & Details = await response.json().catch(() => ({}));
  if (problem.code === "request_in_progress") {
    await new Promise((resolve) => setTimeout(resolve, IN_PROGRESS_MILLISECONDS));
    return send(method, path, { body, version, key });
  }
  if (response.status === 401) window.dispatchEvent(new Event(SESSION_ENDED));
  const isOld = problem.code === "reauthentication_required";
  // Sends the same request again, so the form keeps what was typed and needs no code for this.
  if (isOld && (await askPassword?.())) return send(method, path, { body, version, key });
  if (response.status === 403 && !isOld) window.dispatchEvent(new Event(ACCESS_CHANGED));
  const detail = problem.detail ?? "The server gave an answer that cannot be read. Try again.";
  const { code = "unreadable", request_id: requestId, errors, current } = problem;
  throw new ApiError(response.status, code, detail, requestId, errors, current, problem);
}

const isRefusal = (error: unknown) => error instanceof ApiError && error.status >= 400 && error.status < 500;

async function contentOf(response: Response): Promise<unknown> {
  const text = await response.text();
  return text ? JSON.parse(text) : undefined;
}

/**
 * Calls the documented API as the signed-in browser. An identical call in flight is joined, so a double click sends one
 * request; an identical write after a lost answer gets that answer, so trying again does nothing twice. `read` gives what
 * the caller needs beyond the body. Throws ApiError.
 */
export function api<T = void>(
  method: Method,
  path: string,
  body?: unknown,
  version?: Version,
  read: (response: Response) => Promise<unknown> = contentOf,
): Promise<T> {
  const call = JSON.stringify([method, path, body, version, pinnedUnitId]);
  const pending = inFlight.get(call) as Promise<T> | undefined;
  if (pending) return pending;
  const keyed = isChange(method, path, body) ? { key: keyOf(call) } : {};
  const answer = send(method, path, { body, version, ...keyed })
    .then((response) => read(response) as Promise<T>)
    .finally(() => inFlight.delete(call));
  answer.then(
    () => forgetKey(call),
    (error) => isRefusal(error) && forgetKey(call),
  );
  inFlight.set(call, answer);
  return answer;
}

/** Lets a deletion succeed if somebody else was faster; `code` is the refusal that says so. */
export const unlessGone =
  (code: string) =>
  (error: unknown): void => {
    if (!(error instanceof ApiError && error.code === code)) throw error;
  };

/** Reads a page of a list, and the list's total. Throws ApiError. */
export async function apiPage<T>(path: string): Promise<{ items: T[]; total: number }> {
  const response = await send("GET", path);
  return { items: (await response.json()) as T[], total: Number(response.headers.get("X-Total-Count")) };
}
