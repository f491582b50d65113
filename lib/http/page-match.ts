import type { ErrorCode } from "@/lib/errors";
import { pageRoutes } from "./page-paths.gen";

export type PageMatch =
  | { kind: "page" }
  | { kind: "options"; headers: { Allow: string } }
  | { kind: "refused"; code: ErrorCode; headers?: { Allow: string } };

const routes = pageRoutes.map(({ pattern, methods }) => {
  const path = pattern.replaceAll(/\[\.\.\.\w+\]/g, ".+").replaceAll(/\[\w+\]/g, "[^/]+");
  return { path: new RegExp(`^${path}/*$`), methods };
});

function methodsOf(pathname: string): readonly string[] {
  const methods: readonly string[] = routes.find(({ path }) => path.test(pathname))?.methods ?? ["GET"];
  return methods.includes("GET") ? [...methods, "HEAD"] : methods;
}

/**
 * Resolves a page's path: a page, the answer to OPTIONS, or a refusal. Pages are read-only; the few routes among them have
 * methods of their own. There are no server actions and no image optimization.
 */
export function matchPage(method: string, pathname: string, isAction: boolean): PageMatch {
  if (isAction || /^\/_next\/image(\/|$)/.test(pathname)) return { kind: "refused", code: "not_found" };
  const methods = methodsOf(pathname);
  if (methods.includes(method)) return { kind: "page" };
  const headers = { Allow: [...methods, "OPTIONS"].join(", ") };
  return method === "OPTIONS" ? { kind: "options", headers } : { kind: "refused", code: "method_not_allowed", headers };
}
