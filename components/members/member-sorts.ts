import { listHref } from "@/components/data-table/list-href";
import type { SortLink } from "@/components/data-table/sort-header";
import type { MemberListState } from "./member-list-state";
import { MEMBERS_PATH } from "./member-list-state";

/** Column of the table → what `sort` calls it. */
const sortable = { name: "name", email: "email", role: "role", created_at: "created_at" } as const;

/** The orders of the members, for a field. Without one it is the first. */
export const memberSortChoices = [
  { value: "", label: "Oldest first" },
  { value: "-created_at", label: "Newest first" },
  { value: "name", label: "Name A–Z" },
  { value: "-name", label: "Name Z–A" },
  { value: "email", label: "E-mail A–Z" },
  { value: "-email", label: "E-mail Z–A" },
  { value: "role", label: "Org role A–Z" },
  { value: "-role", label: "Org role Z–A" },
];

/** For each sortable column its present direction, and the address that sorts by it or turns it round. */
export function memberSortLinks(state: MemberListState): Record<string, SortLink> {
  const sort = state.sort ?? "created_at";
  return Object.fromEntries(
    Object.entries(sortable).map(([column, name]) => {
      const direction = sort === name ? "asc" : sort === `-${name}` ? "desc" : null;
      const wanted = direction === "asc" ? `-${name}` : name;
      const href = listHref(MEMBERS_PATH, { ...state, sort: wanted === "created_at" ? undefined : wanted });
      return [column, { href, direction }];
    }),
  );
}
