import type { SortLink } from "@/components/data-table/sort-header";
import { sortLinks } from "@/components/data-table/sort-links";
import type { MemberListState } from "./member-list-state";
import { MEMBERS_PATH } from "./member-list-state";

const sortable = ["name", "email", "role", "created_at"];

/** The sort options for members, the default first. */
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

/** Each sortable column's current direction, and the address that sorts by it or reverses it. */
export const memberSortLinks = (state: MemberListState): Record<string, SortLink> =>
  sortLinks(MEMBERS_PATH, state, { columns: sortable, usual: "created_at", first: "asc" });
