import type { MemberListQuery } from "@/domain/members/schema";
import type { MemberListState } from "./member-list-state";

/** The state of a query, without what is as usual. */
export const stateOfQuery = ({ search, sort, limit, ...filters }: MemberListQuery): MemberListState => ({
  search: search || undefined,
  role: filters.role,
  status: filters.status,
  unit_id: filters.unit_id,
  expiring: filters.expiring,
  sort: sort === "created_at" ? undefined : sort,
  limit: limit === undefined ? undefined : String(limit),
});
