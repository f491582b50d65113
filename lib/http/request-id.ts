import { newId } from "@/lib/ids";

/** A new request id, for the answer, every line of the log and the audit log. */
export const newRequestId = () => newId("req");

const ID = Symbol("request id"); // a WeakMap with an entry for each request would make garbage collection dearer

/** The id of this request, the same each time. */
export function requestIdOf(request: object): string {
  const own: { [ID]?: string } = request;
  own[ID] ??= newRequestId();
  return own[ID];
}
