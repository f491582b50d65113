import { listHref } from "./list-href";
import type { SortLink } from "./sort-header";

type Sorts = {
  /** Sortable columns, as `sort` names them. */
  columns: readonly string[];
  /** The order when the address gives none. */
  usual: string;
  /** The direction that a heading's first click sorts in. */
  first: "asc" | "desc";
};

/** Each sortable column's current direction, and the address that sorts by it or reverses it. */
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
