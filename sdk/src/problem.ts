import type { components } from "./schema.gen.js";

/** The answer to a refused request (RFC 9457). */
export type Problem = components["schemas"]["Problem"];

/** Why a call failed: the API's code, or that nobody answered, or that something else than the API did. */
export type Code = Problem["code"] | "no_answer" | "unreadable";

/** A call that failed. `status` is 0 if there was no answer; `problem` is the API's answer, if it could be read. */
export class LeadVibeError extends Error {
  override name = "LeadVibeError";

  constructor(
    message: string,
    readonly code: Code,
    readonly status: number,
    readonly problem?: Problem,
    options?: ErrorOptions,
  ) {
    super(message, options);
  }

  /** The request in the server's log. */
  get requestId(): string | undefined {
    return this.problem?.request_id;
  }

  /** Each fault of the content, with a JSON Pointer to it. */
  get faults(): NonNullable<Problem["errors"]> {
    return this.problem?.errors ?? [];
  }
}

/** The error that a refusal means. Reads the response's body. */
export async function errorOf(response: Response): Promise<LeadVibeError> {
  const problem = await response.json().catch(() => undefined);
  const { status } = response;
  if (typeof problem?.code !== "string") {
    return new LeadVibeError(`The answer ${status} is not one of the LeadVibe API.`, "unreadable", status);
  }
  return new LeadVibeError(problem.detail, problem.code, status, problem);
}
