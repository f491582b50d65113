import { errorOf, LeadVibeError } from "./problem.js";

/** Who calls: with a personal access token, or as a service account, which works in its own org unit only. */
export type Credential = { token: string } | { clientId: string; clientSecret: string };

export type SendOptions = Credential & {
  /** The org unit that calls work in, unless a call names another one. */
  unitId?: string | undefined;
  /** How often a call is tried again: 3 times, unless you say otherwise. */
  retries?: number | undefined;
  /** Instead of the global one. */
  fetch?: ((request: Request) => Promise<Response>) | undefined;
};

const LONGEST_WAIT_SECONDS = 60;
// What another attempt may change. Other 429s, such as a mail that was just sent, are for people to decide.
const PASSING = ["rate_limited", "request_in_progress", "overloaded", "database_unavailable", "not_ready", "no_answer"];
const isPassing = ({ code, status }: LeadVibeError) => PASSING.includes(code) || [502, 503, 504].includes(status);

function authorizationOf(credential: Credential): string {
  if (!("token" in credential)) return `Basic ${btoa(`${credential.clientId}:${credential.clientSecret}`)}`;
  // Checked here, because the error of an impossible header would show it.
  if (!/^[!-~]+$/.test(credential.token)) throw new TypeError("The token has characters that no token has.");
  return `Bearer ${credential.token}`;
}

/** How long the answer asks to wait: `Retry-After` in either of its forms. */
function askedSeconds(response: Response | undefined): number | undefined {
  const value = response?.headers.get("Retry-After");
  if (!value) return undefined;
  const seconds = /^\d+$/.test(value) ? Number(value) : (Date.parse(value) - Date.now()) / 1000;
  return Number.isNaN(seconds) ? undefined : Math.max(0, seconds);
}

/** A quarter of a second, then twice as long each time, up to a quarter less so that callers don't return together. */
const usualSeconds = (attempt: number) => 0.25 * 2 ** attempt * (1 - Math.random() / 4);

function wait(seconds: number, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const leave = () => {
      clearTimeout(timer);
      reject(signal.reason);
    };
    const timer = setTimeout(() => {
      signal.removeEventListener("abort", leave);
      resolve();
    }, seconds * 1000);
    if (signal.aborted) leave();
    else signal.addEventListener("abort", leave, { once: true });
  });
}

/**
 * Makes a `fetch` that adds the credential, the org unit, and to each write an Idempotency-Key, and that tries again what may
 * pass, with the same key and not before `Retry-After`. It throws LeadVibeError unless the answer is a success or a 304.
 */
export function createSend(options: SendOptions): (request: Request) => Promise<Response> {
  const authorization = authorizationOf(options);
  const { unitId, retries = 3, fetch = (request) => globalThis.fetch(request) } = options;

  async function attempt(request: Request): Promise<{ response?: Response; error?: LeadVibeError }> {
    try {
      const response = await fetch(request.clone());
      if (response.ok || response.status === 304) return { response };
      return { response, error: await errorOf(response) };
    } catch (cause) {
      request.signal.throwIfAborted();
      return { error: new LeadVibeError("The server did not answer.", "no_answer", 0, undefined, { cause }) };
    }
  }

  return async (request) => {
    const { headers } = request;
    headers.set("Authorization", authorization);
    if (unitId && !headers.has("X-Active-OU-ID")) headers.set("X-Active-OU-ID", unitId);
    const isWrite = !/^(GET|HEAD)$/.test(request.method);
    if (isWrite && !headers.has("Idempotency-Key")) headers.set("Idempotency-Key", crypto.randomUUID());
    for (let attempts = 0; ; attempts += 1) {
      const { response, error } = await attempt(request);
      if (!error) return response as Response;
      const seconds = askedSeconds(response) ?? usualSeconds(attempts);
      if (attempts >= retries || !isPassing(error) || seconds > LONGEST_WAIT_SECONDS) throw error;
      await wait(seconds, request.signal);
    }
  };
}
