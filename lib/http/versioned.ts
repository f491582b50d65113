import { type DomainError, extendedRefusal } from "@/lib/errors";
import { JsonText } from "@/lib/json-text";
import { matchesStrongly, matchesWeakly, versionOf } from "@/lib/version";
import type { Annotate } from "./answer";
import type { Versioned } from "./declaration";
import type { HttpRequest } from "./http-request";
import { Reply } from "./reply";

type Asked = { request: HttpRequest; body: unknown };

/** The resource that an answer shows; without a body, it is what the request sent, which has replaced it. */
function shownBy(result: unknown, sent: unknown): never {
  const body = result instanceof Reply ? result.body : result;
  return (body instanceof JsonText ? body.parse() : (body ?? sent)) as never;
}

/** The refusal of a change that was meant for another version; it contains the current content. */
function refusalOf(current: object | undefined, annotate: Annotate): DomainError {
  if (current) annotate.headers({ ETag: versionOf(current) });
  return extendedRefusal("precondition_failed", current && { current });
}

const isOtherVersion = (version: string, wanted: string | null, unwanted: string | null) =>
  (wanted !== null && !matchesStrongly(wanted, version)) || (unwanted !== null && matchesWeakly(unwanted, version));

/**
 * Runs an operation on one resource under the request's If-Match and If-None-Match (contract §10): `lock` gives the resource
 * as it is, locked in the operation's own transaction, so that nothing changes between the comparison and the change. The
 * answer has the version of what it shows; a DELETE has none.
 */
export async function underItsVersion<T>(
  versioned: Versioned,
  { request: { method, headers }, body }: Asked,
  lock: () => Promise<JsonText<unknown> | null | undefined>,
  annotate: Annotate,
  operate: () => T | Promise<T>,
): Promise<T | Reply<undefined>> {
  const wanted = /^(PUT|DELETE)$/.test(method) ? headers.get("if-match") : null;
  const unwanted = method === "PUT" ? headers.get("if-none-match") : null;
  const locked = wanted === null && unwanted === null ? null : await lock();
  const current = locked ? versioned.content(locked.parse() as never) : undefined;
  if (current && isOtherVersion(versionOf(current), wanted, unwanted)) throw refusalOf(current, annotate);
  const result = await operate(); // refuses a missing resource, or creates it
  const hasMade = result instanceof Reply && result.status === 201; // otherwise another request made it in the meantime
  if (!current && (wanted !== null || (unwanted !== null && !hasMade))) throw refusalOf(undefined, annotate);
  if (method === "DELETE") return result;
  const version = versionOf(versioned.content(shownBy(result, body)));
  annotate.headers({ ETag: version });
  const known = /^(GET|HEAD)$/.test(method) ? headers.get("if-none-match") : null;
  return known !== null && matchesWeakly(known, version) ? new Reply(304, undefined) : result;
}
