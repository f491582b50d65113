import { newId } from "@/lib/ids";

/** A new request id, for the answer, every line of the log and the audit log. */
export const newRequestId = () => newId("req");

const ids = new WeakMap<object, string>();

/** The id of this request, the same each time. */
export function requestIdOf(request: object): string {
  const known = ids.get(request);
  if (known !== undefined) return known;
  const id = newRequestId();
  ids.set(request, id);
  return id;
}
