import { FilterChips } from "@/components/data-table/filter-chips";
import { EXPIRING_DAYS } from "@/domain/members/schema";
import { MEMBERS_PATH, type MemberListState } from "./member-list-state";
import { roleNames } from "./role-words";
import { statusNames } from "./status-words";

type Props = {
  state: MemberListState;
  /** How many members match. */
  total: number;
  unitNameOf: (unitId: string) => string;
};

/** The filters of the members list that are set, and how many members match them. */
export function MemberChips({ state, total, unitNameOf }: Props) {
  const { search, role, status, unit_id, expiring, sort, limit } = state;
  const labels = {
    search: search && `“${search}”`,
    role: role && `Org role: ${roleNames[role]}`,
    status: status && `Status: ${statusNames[status]}`,
    unit_id: unit_id && `Org unit: ${unitNameOf(unit_id)}`,
    expiring: expiring && `Access that ends within ${EXPIRING_DAYS} days`,
  };
  return <FilterChips path={MEMBERS_PATH} state={state} labels={labels} total={total} kept={{ sort, limit }} />;
}
