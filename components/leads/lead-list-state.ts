import type { SortLink } from "@/components/data-table/sort-header";
import { sortLinks } from "@/components/data-table/sort-links";
import type { LeadListQuery } from "@/domain/leads/schema";

const FIELDS = ["search", "min_score", "max_score", "event_type", "last_active", "range", "sort", "limit"] as const;

/** The columns of the list that may be hidden. */
export const leadColumnNames = {
  score: "Score",
  level: "Level",
  last_event_at: "Last event",
  owner_name: "Owner",
  created_at: "Added",
} as const;

/** The state in the leads page's address, with the names of GET /leads; "" for absent parameters. */
export type LeadListState = Record<(typeof FIELDS)[number], string>;

/** A query as the page's fields and links hold it, without the default order. */
export function leadListState(query: LeadListQuery): LeadListState {
  const written = { ...query, sort: query.sort === "-score" ? "" : query.sort };
  return Object.fromEntries(FIELDS.map((field) => [field, String(written[field] ?? "")])) as LeadListState;
}

/** Whether any filter is set. */
export const isFiltered = ({ sort: _order, limit: _size, ...filters }: LeadListState): boolean =>
  Object.values(filters).some(Boolean);

/** The sort options for leads, the default first. */
export const leadSortChoices = [
  { value: "", label: "Highest score first" },
  { value: "score", label: "Lowest score first" },
  { value: "-last_event_at", label: "Latest event first" },
  { value: "last_event_at", label: "Least recent event first" },
  { value: "-created_at", label: "Newest first" },
  { value: "created_at", label: "Oldest first" },
];

/** Each sortable column's current direction, and the address that sorts by it or reverses it. */
export const leadSortLinks = (path: string, state: LeadListState): Record<string, SortLink> =>
  sortLinks(path, state, { columns: ["score", "last_event_at", "created_at"], usual: "-score", first: "desc" });
