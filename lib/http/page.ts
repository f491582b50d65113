import type { JsonText, TextStream } from "@/lib/json-text";
import { DEFAULT_LIMIT } from "@/lib/list-parameters";
import { Reply } from "./reply";

/** A page of a list: its items, the list's total, and the cursors of the neighbouring pages. */
export type Page<T> = {
  items: JsonText<T[]>;
  total: number;
  /** The position of its first item in the whole list, from 1; known at both ends of the list and null in between. */
  from: number | null;
  next: string | null;
  previous: string | null;
};

const LINK = 'The pages `rel="first"`, `rel="prev"` and `rel="next"`, as far as they exist (RFC 8288)';

/** The headers of a list's answer, for the OpenAPI document. */
export const pageHeaders = {
  "X-Total-Count": "The number of items in the whole list; sent if the request has a query parameter",
  Link: `${LINK}; sent with \`limit\` or \`cursor\``,
};

/** The header of the answer of a list that only comes in pages. */
export const pagedHeader = { Link: LINK };

type Listed<T> = JsonText<T[]> | TextStream<T[]>;

/**
 * The answer to `query`, a bare array: a page with its links if there is a `limit` or `cursor`, else the whole list, with its
 * total if it was counted. (contract §7)
 */
export async function listReply<T>(
  path: string,
  query: { limit?: number; cursor?: string },
  readPage: () => Promise<Page<T>>,
  readWhole: () => Promise<{ items: Listed<T>; total: number | null }>,
): Promise<Reply<Listed<T>>> {
  if (query.limit !== undefined || query.cursor !== undefined) {
    const page = await readPage();
    return pageReply(path, query, page, { "X-Total-Count": String(page.total) });
  }
  const { items, total } = await readWhole();
  return new Reply(200, items, total === null ? {} : { "X-Total-Count": String(total) });
}

/** A page of a list with its links, and other headers. */
export function pageReply<T>(
  path: string,
  query: { limit?: number; cursor?: string },
  page: Pick<Page<T>, "items" | "next" | "previous">,
  headers: Record<string, string> = {},
): Reply<JsonText<T[]>> {
  return new Reply(200, page.items, { ...headers, Link: pageLinks(path, { limit: DEFAULT_LIMIT, ...query }, page) });
}

/** The `Link` header of a page at `path` (RFC 8288): the same query for the first, the previous and the next page. */
export function pageLinks(
  path: string,
  { cursor: _here, ...query }: Record<string, unknown>,
  { next, previous }: Pick<Page<unknown>, "next" | "previous">,
): string {
  const link = (relation: string, cursor: string | null | undefined) => {
    if (cursor === null) return [];
    const given = Object.entries({ ...query, cursor }).flatMap(([name, value]) =>
      [value ?? []].flat().map((one) => [name, String(one)]),
    );
    const parameters = new URLSearchParams(given);
    return [`<${path}?${parameters}>; rel="${relation}"`];
  };
  return [...link("first", undefined), ...link("prev", previous), ...link("next", next)].join(", ");
}
