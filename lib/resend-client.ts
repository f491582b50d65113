import { Resend } from "resend";

/** The largest answer that is read. Resend's own have a few hundred bytes. */
export const ANSWER_LIMIT_BYTES = 64 * 1024;

type Result<T> = Awaited<ReturnType<typeof Resend.prototype.post<T>>>;

/** The answer's text; undefined if it exceeds the limit (the rest is then not read). */
async function readText({ body }: Response): Promise<string | undefined> {
  const chunks: Uint8Array[] = [];
  let size = 0;
  for await (const chunk of body ?? []) {
    size += chunk.byteLength;
    if (size > ANSWER_LIMIT_BYTES) return undefined; // leaving the loop ends the connection
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString("utf8");
}

function parse(text: string | undefined): unknown {
  try {
    return text === undefined ? undefined : JSON.parse(text);
  } catch {
    return undefined;
  }
}

/**
 * Resend's client with a request function of our own: Resend's reads an answer of any size to its end, and may print the
 * provider's text to stderr. The results are the same; an error that is not JSON has the code `application_error`.
 */
export class BoundedResend extends Resend {
  override async fetchRequest<T>(path: string, options: RequestInit = {}): Promise<Result<T>> {
    const fault = (statusCode: number | null) => ({ name: "application_error" as const, statusCode, message: "" });
    try {
      const response = await fetch(`${this.baseUrl}${path}`, options);
      const headers = Object.fromEntries(response.headers);
      const answer = parse(await readText(response));
      if (!response.ok)
        return { data: null, error: (answer === undefined ? fault(response.status) : answer) as never, headers };
      if (answer !== undefined) return { data: answer as T, error: null, headers };
    } catch {
      // no answer, or none to its end
    }
    return { data: null, error: fault(null), headers: null };
  }
}
