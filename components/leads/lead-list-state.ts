import type { SortLink } from "@/components/data-table/sort-header";
import { sortLinks } from "@/components/data-table/sort-links";
import type { LeadListQuery } from "@/domain/leads/schema";

export const LEADS_PATH = "/dashboard/leads";

const FIELDS = ["search", "min_score", "max_score", "event_type", "last_active", "range", "sort"] as const;

/** What the address of the leads page says, by the names of GET /leads; "" for what it does not say. */
export type LeadListState = Record<(typeof FIELDS)[number], string>;

/** A list's query as its page's fields and links hold it; the usual order is not said. */
export function leadListState(query: LeadListQuery): LeadListState {
  const written = { ...query, sort: query.sort === "-score" ? "" : query.sort };
  return Object.fromEntries(FIELDS.map((field) => [field, String(written[field] ?? "")])) as LeadListState;
}

/** Whether the state leaves leads out. */
export const isFiltered = ({ sort: _order, ...filters }: LeadListState): boolean =>
  Object.values(filters).some(Boolean);

/** The orders of the leads, for a field. Without one it is the first. */
export const leadSortChoices = [
  { value: "", label: "Highest score first" },
  { value: "score", label: "Lowest score first" },
  { value: "-last_event_at", label: "Latest event first" },
  { value: "last_event_at", label: "Longest quiet first" },
  { value: "-created_at", label: "Newest first" },
  { value: "created_at", label: "Oldest first" },
];

/** For each sortable column its present direction, and the address that sorts by it or turns it round. */
export const leadSortLinks = (state: LeadListState): Record<string, SortLink> =>
  sortLinks(LEADS_PATH, state, { columns: ["score", "last_event_at", "created_at"], usual: "-score", first: "desc" });
