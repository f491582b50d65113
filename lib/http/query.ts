import { type ZodType, z } from "zod";
import { DomainError, type FieldFault } from "@/lib/errors";
import { jsonPointer } from "@/lib/json-pointer";
import { validate } from "./validate";

function decode(text: string): string | undefined {
  try {
    return decodeURIComponent(text.replaceAll("+", " "));
  } catch {
    return undefined;
  }
}

/** The parameters of a query that may be repeated: those whose schema is an array. */
function repeatableIn(schema: ZodType | undefined): ReadonlySet<string> {
  const fields = schema instanceof z.ZodObject ? Object.entries(schema.shape) : [];
  const isArray = (field: unknown): boolean =>
    field instanceof z.ZodOptional ? isArray(field.unwrap()) : field instanceof z.ZodArray;
  return new Set(fields.flatMap(([name, field]) => (isArray(field) ? [name] : [])));
}

/**
 * The query of a request's URL, each parameter as text, or as texts if it is one of the `repeatable`. Throws
 * DomainError `invalid_content` for another one that is given twice, and for one that is not percent-encoded UTF-8; a
 * fault's pointer leads into an object of the parameters.
 */
function readQuery(url: string, repeatable: ReadonlySet<string>): Record<string, string | string[]> {
  const start = url.indexOf("?");
  const query: Record<string, string | string[]> = Object.create(null);
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
    } else if (repeatable.has(name)) query[name] = [...(query[name] ?? []), value];
    else if (name in query) faults.push({ pointer: jsonPointer([name]), detail: "must be given once" });
    else query[name] = value;
  }
  if (faults.length > 0) throw new DomainError("invalid_content", undefined, faults.slice(0, 100));
  return query;
}

/** Returns a function that reads and validates the query of a URL. It throws what readQuery and validate throw. */
export function queryReader(schema: ZodType | undefined): (url: string) => unknown {
  if (!schema) return () => undefined;
  const repeatable = repeatableIn(schema);
  let unasked: unknown; // the same for each request that has no query
  return (url) => {
    if (url.includes("?")) return validate(schema, readQuery(url, repeatable));
    unasked ??= Object.freeze(validate(schema, {}));
    return unasked;
  };
}
