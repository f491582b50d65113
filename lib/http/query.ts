import { DomainError, type FieldFault } from "@/lib/errors";
import { jsonPointer } from "@/lib/json-pointer";

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}

/**
 * The query of a request's URL, each parameter as text. Throws DomainError `invalid_content` for one that stands there
 * twice or is not percent-encoded UTF-8; a fault's pointer is into the object of the parameters.
 */
export function readQuery(url: string): Record<string, string> {
  const start = url.indexOf("?");
  const query: Record<string, string> = Object.create(null);
  if (start === -1) return query;
  const faults: FieldFault[] = [];
  for (const pair of url
    .slice(start + 1)
    .split("#", 1)[0]
    ?.split("&") ?? []) {
    if (pair === "") continue;
    const end = pair.indexOf("=");
    const [rawName, rawValue] = end === -1 ? [pair, ""] : [pair.slice(0, end), pair.slice(end + 1)];
    const name = decode(rawName);
    const value = decode(rawValue);
    if (name === undefined || value === undefined) {
      faults.push({ pointer: jsonPointer([name ?? rawName]), detail: "must be percent-encoded UTF-8" });
    } else if (name in query) faults.push({ pointer: jsonPointer([name]), detail: "must be given once" });
    else query[name] = value;
  }
  if (faults.length > 0) throw new DomainError("invalid_content", undefined, faults.slice(0, 100));
  return query;
}
