/** How the stand-in treats one call. What it accepts counts as a mail that the recipient gets. */
export type Behaviour =
  | { kind: "accept"; afterMs?: number }
  /** Neither answers nor accepts. */
  | { kind: "hang" }
  /** Ends the connection before it has read the call. */
  | { kind: "close" }
  /** Accepts, and ends the connection instead of answering. */
  | { kind: "accept_then_reset" }
  /** Waits for `release()`, then accepts, even if the caller has given up. */
  | { kind: "hold" }
  /** Answers with that status, and never comes to the end of its body; with `everyMs`, a byte at a time. */
  | { kind: "endless"; status: number; everyMs?: number }
  | { kind: "answer"; status: number; body: string; headers?: Record<string, string>; accepts?: boolean };

/** An error of the provider's, in its words. */
export function failure(status: number, name: string, headers: Record<string, string> = {}): Behaviour {
  // A message that repeats what it was sent, as real ones do: nobody may pass it on.
  const message = `The stand-in refuses "re_stand_in" for ada@example.com: http://localhost/invitation/secret`;
  return { kind: "answer", status, headers, body: JSON.stringify({ statusCode: status, name, message }) };
}

/** 429, with Retry-After in seconds or as an HTTP date. */
export const tooMany = (retryAfter: number | Date) =>
  failure(429, "rate_limit_exceeded", {
    "Retry-After": typeof retryAfter === "number" ? String(retryAfter) : retryAfter.toUTCString(),
  });

export const accept: Behaviour = { kind: "accept" };
export const hang: Behaviour = { kind: "hang" };
export const close: Behaviour = { kind: "close" };
export const acceptThenReset: Behaviour = { kind: "accept_then_reset" };
export const hold: Behaviour = { kind: "hold" };
export const endless = (status: number): Behaviour => ({ kind: "endless", status });
export const serverError = failure(500, "internal_server_error");
export const unprocessable = failure(422, "validation_error");
/** Accepts, and answers something that is not JSON. */
export const garbage: Behaviour = { kind: "answer", status: 200, body: "<html>Bad gateway</html>", accepts: true };
