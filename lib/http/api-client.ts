import type { FieldFault } from "@/lib/errors";

type Problem = { code: string; detail: string; request_id: string; errors?: FieldFault[] };
type Method = "GET" | "POST" | "PUT" | "DELETE";

/** A refusal of the API, or no answer at all (`status` 0, `code` "offline"). */
export class ApiError extends Error {
  constructor(
    readonly status: number,
    readonly code: string,
    message: string,
    readonly requestId?: string,
    readonly faults: readonly FieldFault[] = [],
  ) {
    super(message);
  }
}

let pinnedUnitId: string | undefined;

/** Pins the OU that this tab shows: every call says so, whatever OU another tab has chosen since. */
export function pinActiveOrgUnit(unitId: string | undefined): void {
  pinnedUnitId = unitId;
}

/** Dispatched on `window` when the API says that the session has ended; the shell asks to sign in and keeps the page. */
export const SESSION_ENDED = "leadvibe:session-ended";

/** Asks for the password, and says whether it was given. The shell sets it. */
let askPassword: (() => Promise<boolean>) | undefined;

/** Sets what asks for the password where the API wants it again; gives how to take it back. */
export function onPasswordWanted(ask: () => Promise<boolean>): () => void {
  askPassword = ask;
  return () => {
    if (askPassword === ask) askPassword = undefined;
  };
}

const inFlight = new Map<string, Promise<unknown>>();

async function send<T>(method: Method, path: string, body: unknown): Promise<T> {
  let response: Response;
  try {
    response = await fetch(path, {
      method,
      headers: {
        ...(body === undefined ? {} : { "Content-Type": "application/json" }),
        ...(pinnedUnitId ? { "X-Active-OU-ID": pinnedUnitId } : {}),
      },
      ...(body === undefined ? {} : { body: JSON.stringify(body) }),
    });
  } catch {
    throw new ApiError(0, "offline", "The server did not answer. Check the connection and try again.");
  }
  if (response.ok) return (response.status === 204 ? undefined : await response.json()) as T;
  const problem: Partial<Problem> = await response.json().catch(() => ({}));
  if (response.status === 401) window.dispatchEvent(new Event(SESSION_ENDED));
  // The very same request again, so that whatever sent it keeps what was typed and never learns of it.
  if (problem.code === "reauthentication_required" && (await askPassword?.())) return send(method, path, body);
  const detail = problem.detail ?? "The server gave an answer that cannot be read. Try again.";
  throw new ApiError(response.status, problem.code ?? "unreadable", detail, problem.request_id, problem.errors);
}

/**
 * Calls the documented API as the signed-in browser. A call that equals one still under way joins it, so that a double
 * click sends one request. Throws ApiError.
 */
export function api<T = void>(method: Method, path: string, body?: unknown): Promise<T> {
  const key = JSON.stringify([method, path, body]);
  const pending = inFlight.get(key) as Promise<T> | undefined;
  if (pending) return pending;
  const call = send<T>(method, path, body).finally(() => inFlight.delete(key));
  inFlight.set(key, call);
  return call;
}
