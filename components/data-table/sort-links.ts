import { listHref } from "./list-href";
import type { SortLink } from "./sort-header";

type Sorts = {
  /** The columns that sort, by the names that `sort` has for them. */
  columns: readonly string[];
  /** The order of a list whose address says none. */
  usual: string;
  /** The direction that a heading sorts in first. */
  first: "asc" | "desc";
};

/** For each sortable column its present direction, and the address that sorts by it or turns it round. */
export function sortLinks(
  path: string,
  state: Record<string, string | undefined>,
  { columns, usual, first }: Sorts,
): Record<string, SortLink> {
  const sort = state.sort || usual;
  return Object.fromEntries(
    columns.map((column) => {
      const direction = sort === column ? "asc" : sort === `-${column}` ? "desc" : null;
      const next = direction === null ? first : direction === "asc" ? "desc" : "asc";
      const wanted = next === "asc" ? column : `-${column}`;
      return [column, { href: listHref(path, { ...state, sort: wanted === usual ? undefined : wanted }), direction }];
    }),
  );
}
