import { DomainError } from "@/lib/errors";
import { JsonItems } from "@/lib/json-items";
import { inTurn } from "@/lib/map-in-slices";
import { discardTurn } from "./discard-turn";
import type { HttpRequest } from "./http-request";
import { JsonLimits } from "./json-limits";
import { withoutInexactNumbers } from "./json-numbers";

/** The largest request body in bytes: 1 MB (contract §6). */
export const BODY_LIMIT_BYTES = 1_000_000;

/** The largest form, and the largest body read before its sender is known (contract §11). */
const SMALL_BYTES = 64_000;

/** The limits of a body, if they differ from the default. */
export type BodyOptions = {
  /** The largest body in bytes. */
  limitBytes?: number | undefined;
  /** The most items, if it is a batch: each may have 100 keys beyond the body's 10,000. */
  largestBatch?: number | undefined;
  /** Awaited before more than 64 kB are read; throws if the sender's body should not be read. */
  beforeLarge?: (() => Promise<void>) | undefined;
  /** Gets each piece of the body as it arrives. */
  onBytes?: ((bytes: Uint8Array) => void) | undefined;
};

/** How much of a refused body is still read to keep the connection; beyond that, the connection is closed. */
const DISCARDED_BYTES = 7 * BODY_LIMIT_BYTES;

const JSON_CONTENT = /^application\/json\s*(;\s*charset\s*=\s*"?utf-8"?\s*)?$/i;
const utf8Loose = new TextDecoder();
const utf8 = new TextDecoder("utf-8", { fatal: true });
const utf8WithMark = new TextDecoder("utf-8", { fatal: true, ignoreBOM: true }); // a byte order mark is one only at the start

async function readJsonBytes(request: HttpRequest, options: BodyOptions) {
  if (!JSON_CONTENT.test(request.headers.get("content-type") ?? "")) throw new DomainError("unsupported_media_type");
  const limits = new JsonLimits(options.largestBatch);
  const bytes = await readBounded(request, options, limits);
  if (bytes.length === 0) throw new DomainError("malformed_body", "The body is empty; send a JSON object.");
  limits.end();
  return { bytes, cuts: limits.cuts };
}

function decode(bytes: Uint8Array, decoder = utf8): string {
  try {
    return decoder.decode(bytes);
  } catch {
    throw new DomainError("malformed_body", "The body is not valid UTF-8.");
  }
}

const [OPENED, CLOSED, ANY] = [/^[ \t\n\r]*\[(.*)$/s, /^(.*)\][ \t\n\r]*$/s, /^(.*)$/s];
const notJson = () => new DomainError("malformed_body", "The body is not valid JSON.");

/**
 * The unchanged text of a JSON body. Throws DomainError `unsupported_media_type` (415), `body_too_large` (413: bytes, nesting
 * or keys, checked while it arrives) or `malformed_body` (400: empty, bad UTF-8); see contract §6 and §11.
 */
export async function readJsonText(request: HttpRequest, options: BodyOptions = {}): Promise<string> {
  return decode((await readJsonBytes(request, options)).bytes);
}

/** Parses the text; a number that cannot be represented exactly becomes Infinity, which no schema accepts. Throws `malformed_body`. */
export function parseJson(text: string): unknown {
  try {
    return JSON.parse(withoutInexactNumbers(text));
  } catch {
    throw notJson();
  }
}

/** An array's items, split at the cuts: parsing 8 MB in one go would block every other request. */
function itemsOf(bytes: Uint8Array, cuts: readonly number[]): JsonItems {
  return new JsonItems(cuts.length + 1, (index) => {
    const begin = index === 0 ? 0 : (cuts[index - 1] ?? 0) + 1;
    const text = decode(bytes.subarray(begin, cuts[index]), index === 0 ? utf8 : utf8WithMark);
    // The first begins with the array's bracket, and the last ends with it.
    const [, item] = (index === 0 ? OPENED : index === cuts.length ? CLOSED : ANY).exec(text) ?? [];
    if (item === undefined) throw notJson();
    return parseJson(item);
  });
}

/**
 * The request's body as parsed JSON; a batch of more than 64 kB as JsonItems, which throws `malformed_body` when its items
 * are read. Throws as the two above do.
 */
export async function readJsonBody(request: HttpRequest, options: BodyOptions = {}): Promise<unknown> {
  const { bytes, cuts } = await readJsonBytes(request, options);
  const isLongBatch = bytes.length > SMALL_BYTES && cuts.length > 0;
  return isLongBatch ? itemsOf(bytes, cuts) : parseJson(decode(bytes));
}

const FORM_CONTENT = /^application\/x-www-form-urlencoded\s*(;|$)/i;

/** Whether an HTML form sent the request, so the answer is a page rather than JSON. */
export const isForm = (request: HttpRequest): boolean => FORM_CONTENT.test(request.headers.get("content-type") ?? "");

/**
 * The text fields of a form or JSON object of at most 64 kB, ignoring other fields. Throws what readJsonBody throws.
 */
export async function readTextFields(request: HttpRequest): Promise<Record<string, string>> {
  const options = { limitBytes: SMALL_BYTES };
  const fields = isForm(request)
    ? [...new URLSearchParams(utf8Loose.decode(await readBounded(request, options)))]
    : Object.entries(Object(await readJsonBody(request, options)) as Record<string, unknown>);
  return Object.fromEntries(fields.filter((field): field is [string, string] => typeof field[1] === "string"));
}

function tooLarge(limitBytes: number): DomainError {
  const size = limitBytes < BODY_LIMIT_BYTES ? `${limitBytes / 1000} kB` : `${limitBytes / BODY_LIMIT_BYTES} MB`;
  return new DomainError("body_too_large", `The body is larger than ${size}.`);
}

async function readBounded(
  request: HttpRequest,
  { limitBytes = BODY_LIMIT_BYTES, beforeLarge, onBytes }: BodyOptions,
  limits?: JsonLimits,
): Promise<Uint8Array> {
  const stated = Number(request.headers.get("content-length"));
  if (stated > limitBytes) throw tooLarge(limitBytes);
  if (stated > SMALL_BYTES) await beforeLarge?.();
  let isKnown = stated > SMALL_BYTES;
  const chunks: Uint8Array[] = [];
  let length = 0;
  const take = async (chunk: Uint8Array) => {
    if (length > limitBytes) throw tooLarge(limitBytes);
    if (length > SMALL_BYTES && !isKnown) {
      isKnown = true;
      await beforeLarge?.();
    }
    onBytes?.(chunk);
    // A fast sender's chunks arrive many at a time; counting them all in one turn would hold up every other request.
    if (length > SMALL_BYTES) await inTurn(() => limits?.take(chunk));
    else limits?.take(chunk);
    chunks.push(chunk);
  };
  let refusal: unknown;
  let broken: DomainError | undefined;
  try {
    // Read a refused body to its end and drop it: left on the socket it would break the next request.
    for await (const chunk of request.body ?? []) {
      length += chunk.length;
      if (!refusal) {
        await take(chunk).catch((reason: unknown) => {
          refusal = reason;
          chunks.length = 0;
        });
      }
      if (refusal) await discardTurn();
      if (length > limitBytes + DISCARDED_BYTES) break;
    }
  } catch {
    broken = new DomainError("malformed_body", "The body ended before it was complete.");
  }
  refusal ??= broken;
  if (refusal) throw refusal;
  return Buffer.concat(chunks, length);
}
