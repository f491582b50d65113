import { DomainError } from "@/lib/errors";
import { withoutInexactNumbers } from "./json-numbers";

/** The largest request body in bytes: 1 MB (contract §6). */
export const BODY_LIMIT_BYTES = 1_000_000;

/** How much of a body is read on, to refuse it and keep the connection; beyond, the connection is given up. */
const DISCARDED_BYTES = 7 * BODY_LIMIT_BYTES;

const JSON_CONTENT = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;
const utf8Loose = new TextDecoder();
const utf8 = new TextDecoder("utf-8", { fatal: true });

/**
 * The text of a JSON body of at most `limitBytes`, as it came. Throws DomainError `unsupported_media_type` (415),
 * `body_too_large` (413) or `malformed_body` (400: empty, bad UTF-8), as contract §6 settles.
 */
export async function readJsonText(request: Request, limitBytes = BODY_LIMIT_BYTES): Promise<string> {
  if (!JSON_CONTENT.test(request.headers.get("content-type") ?? "")) throw new DomainError("unsupported_media_type");
  if (Number(request.headers.get("content-length")) > limitBytes) throw tooLarge(limitBytes);
  const bytes = await readBounded(request, limitBytes);
  if (bytes.length === 0) throw new DomainError("malformed_body", "The body is empty; send a JSON object.");
  try {
    return utf8.decode(bytes);
  } catch {
    throw new DomainError("malformed_body", "The body is not valid UTF-8.");
  }
}

/** The text as JSON; a number that cannot be kept exactly is Infinity, which no schema takes. Throws DomainError `malformed_body`. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(withoutInexactNumbers(text));
  } catch {
    throw new DomainError("malformed_body", "The body is not valid JSON.");
  }
}

/** The request's body as parsed JSON. Throws as the two above do. */
export async function readJsonBody(request: Request, limitBytes = BODY_LIMIT_BYTES): Promise<unknown> {
  return parseJson(await readJsonText(request, limitBytes));
}

const FORM_CONTENT = /^application\/x-www-form-urlencoded\s*(;|$)/i;

/** Whether a plain HTML form sent the request, so that its answer is a page and not JSON. */
export const isForm = (request: Request): boolean => FORM_CONTENT.test(request.headers.get("content-type") ?? "");

/** The texts of a form's or a JSON object's fields; whatever is no text is left out. Throws as readJsonBody does. */
export async function readTextFields(request: Request): Promise<Record<string, string>> {
  const fields = isForm(request)
    ? [...new URLSearchParams(utf8Loose.decode(await readBounded(request)))]
    : Object.entries(Object(await readJsonBody(request)) as Record<string, unknown>);
  return Object.fromEntries(fields.filter((field): field is [string, string] => typeof field[1] === "string"));
}

const tooLarge = (limitBytes: number) =>
  new DomainError("body_too_large", `The body is larger than ${limitBytes / BODY_LIMIT_BYTES} MB.`);

async function readBounded(request: Request, limitBytes = BODY_LIMIT_BYTES): Promise<Uint8Array> {
  const chunks: Uint8Array[] = [];
  let length = 0;
  try {
    // What is too large is read to its end and dropped: left on the socket, it would take the next request with it.
    for await (const chunk of request.body ?? []) {
      length += chunk.length;
      if (length > limitBytes + DISCARDED_BYTES) throw tooLarge(limitBytes);
      if (length <= limitBytes) chunks.push(chunk);
      else chunks.length = 0;
    }
  } catch (error) {
    if (error instanceof DomainError) throw error;
    throw new DomainError("malformed_body", "The body ended before it was complete.");
  }
  if (length > limitBytes) throw tooLarge(limitBytes);
  return Buffer.concat(chunks, length);
}
