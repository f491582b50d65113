import { ChoiceFilter, SearchFilter } from "@/components/data-table/filter-fields";
import { endChoices, roleChoices, statusChoices } from "@/components/members/member-filters";
import type { MatrixState } from "./matrix-path";

/** The filters of the matrix: people are its rows, org units its columns. */
export function MatrixFilters({ state }: { state: MatrixState }) {
  const { search = "", role = "", status = "", expiring = "", unit_search: units = "" } = state;
  return (
    <>
      <SearchFilter label="Search name or e-mail" value={search} />
      <SearchFilter name="unit_search" label="Search org units" value={units} />
      <ChoiceFilter name="role" label="Org role" value={role} options={roleChoices} />
      <ChoiceFilter name="status" label="Status" value={status} options={statusChoices} />
      <ChoiceFilter name="expiring" label="End of access" value={expiring} options={endChoices} />
    </>
  );
}
