import type { JsonText, TextStream } from "@/lib/json-text";
import { DEFAULT_LIMIT } from "@/lib/list-parameters";
import { Reply } from "./reply";

/** A page of a list: its items, the list's total, and the cursors of the neighbouring pages. */
export type Page<T> = {
  items: JsonText<T[]>;
  total: number;
  /** The position of the page's first item in the whole list, from 1. */
  from: number;
  next: string | null;
  previous: string | null;
};

/** The headers of a list's answer, for the OpenAPI document. */
export const pageHeaders = {
  "X-Total-Count": "How many the whole list holds; given whenever a query parameter is",
  Link: 'The pages `rel="first"`, `rel="prev"` and `rel="next"`, as far as they exist (RFC 8288); given with `limit` or `cursor`',
};

/** Whether a query asks for one page rather than the whole list. */
export const asksForPage = (query: { limit?: number; cursor?: string }) =>
  query.limit !== undefined || query.cursor !== undefined;

/** A page as the answer to `query`: a bare array, with the headers of contract §7. */
export function pageReply<T>(path: string, query: Record<string, unknown>, page: Page<T>): Reply<JsonText<T[]>> {
  const total = { "X-Total-Count": String(page.total) };
  return new Reply(
    200,
    page.items,
    asksForPage(query) ? { ...total, Link: pageLinks(path, { limit: DEFAULT_LIMIT, ...query }, page) } : total,
  );
}

/** A whole list as the answer to `query`: a bare array, with its count if there is a query parameter. */
export function wholeReply<T>(
  query: Record<string, unknown>,
  { items, total }: { items: JsonText<T[]> | TextStream<T[]>; total: number },
): Reply<JsonText<T[]> | TextStream<T[]>> {
  return new Reply(200, items, Object.keys(query).length > 0 ? { "X-Total-Count": String(total) } : {});
}

/** The `Link` header of a page at `path` (RFC 8288): the same query, from its beginning and from its neighbours on. */
export function pageLinks(
  path: string,
  { cursor: _here, ...query }: Record<string, unknown>,
  { next, previous }: Pick<Page<unknown>, "next" | "previous">,
): string {
  const link = (relation: string, cursor: string | null | undefined) => {
    if (cursor === null) return [];
    const given = Object.entries({ ...query, cursor }).filter(([, value]) => value !== undefined);
    const parameters = new URLSearchParams(given.map(([name, value]) => [name, String(value)]));
    return [`<${path}?${parameters}>; rel="${relation}"`];
  };
  return [...link("first", undefined), ...link("prev", previous), ...link("next", next)].join(", ");
}
