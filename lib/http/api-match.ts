import type { ErrorCode } from "@/lib/errors";
import { apiPaths } from "./api-paths.gen";

type Pattern = (typeof apiPaths)[number]["pattern"];
type Params = Record<string, string>;

export type ApiMatch =
  | { kind: "operation"; pattern: Pattern; params: Params }
  | { kind: "options"; headers: { Allow: string } }
  | { kind: "refused"; code: ErrorCode; headers?: { Allow: string } };

const table = apiPaths.map((path) => ({ ...path, segments: path.pattern.slice(1).split("/") }));
// The paths without parameters, which most requests ask for.
const exact = new Map(
  table.filter(({ pattern }) => !pattern.includes("[")).map((path) => [path.pattern as string, path]),
);
const roots = new Set(table.map(({ segments }) => segments[0]));

/** Whether a path belongs to the API: its first segment is documented. Everything else is a page. */
export function isApiPath(pathname: string): boolean {
  const end = pathname.indexOf("/", 1);
  return roots.has(pathname.slice(1, end === -1 ? undefined : end));
}

/** The segments' parameters, or null if the path does not match the pattern. */
function paramsOf(segments: readonly string[], wanted: readonly string[]): Params | null {
  if (segments.length !== wanted.length) return null;
  const params: Params = {};
  for (const [index, name] of wanted.entries()) {
    const segment = segments[index] ?? "";
    if (name.startsWith("[")) {
      if (segment === "") return null;
      params[name.slice(1, -1)] = segment;
    } else if (name !== segment) return null;
  }
  return params;
}

/**
 * Resolves an API path: an operation with its decoded parameters, the answer to OPTIONS, or a refusal: an unknown path
 * (404), an unsupported method (405 with Allow), broken percent-encoding (400). (contract §6)
 */
export function matchApiPath(method: string, pathname: string): ApiMatch {
  const known = exact.get(pathname);
  if (known) return matchMethod(method, known, {});
  let segments: string[];
  try {
    segments = pathname.slice(1).split("/").map(decodeURIComponent);
  } catch {
    return { kind: "refused", code: "malformed_path" };
  }
  for (const path of table) {
    const params = paramsOf(segments, path.segments);
    if (params) return matchMethod(method, path, params);
  }
  return { kind: "refused", code: "not_found" };
}

function matchMethod(method: string, { pattern, methods, allowed }: (typeof table)[number], params: Params): ApiMatch {
  const known: readonly string[] = methods;
  const isGet = known.includes("GET");
  if (known.includes(method) || (method === "HEAD" && isGet)) return { kind: "operation", pattern, params };
  const headers = { Allow: [...allowed, ...(isGet ? ["HEAD"] : []), "OPTIONS"].join(", ") };
  return method === "OPTIONS" ? { kind: "options", headers } : { kind: "refused", code: "method_not_allowed", headers };
}
