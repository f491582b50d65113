import { ChoiceFilter, SearchFilter } from "@/components/data-table/filter-fields";
import { EXPIRING_DAYS } from "@/domain/members/schema";
import type { OrgUnit } from "@/domain/org-units/schema";
import { memberStatuses, roles } from "@/lib/roles";
import { roleNames } from "./role-words";
import { statusNames } from "./status-words";
import { UnitFilter } from "./unit-filter";

type Choice = { value: string; label: string };

type Props = {
  values: Record<"search" | "role" | "status" | "unit_id" | "expiring" | "sort", string>;
  sorts: Choice[];
  units: Pick<OrgUnit, "unit_id" | "name">[];
  /** The value of "without an org unit"; absent for those who cannot see every membership. */
  withoutUnit?: string | undefined;
};

/** The choices of the filters by org role, status and end of access. */
export const roleChoices = [
  { value: "", label: "Any org role" },
  ...roles.map((value) => ({ value, label: roleNames[value] })),
];
export const statusChoices = [
  { value: "", label: "Any status" },
  ...memberStatuses.map((value) => ({ value, label: statusNames[value] })),
];

export const endChoices = [
  { value: "", label: "Any end" },
  { value: "true", label: `Ends within ${EXPIRING_DAYS} days` },
];

function unitChoices({ units, withoutUnit }: Pick<Props, "units" | "withoutUnit">): Choice[] {
  const any = { value: "", label: "Any org unit" };
  const none = withoutUnit ? [{ value: withoutUnit, label: "No org unit" }] : [];
  return [any, ...none, ...units.map(({ unit_id, name }) => ({ value: unit_id, label: name }))];
}

/** The filters of the members list; the sort field shows only on narrow screens, where there are no headings to sort by. */
export function MemberFilters({ values, sorts, units, withoutUnit }: Props) {
  const choices = unitChoices({ units, withoutUnit });
  return (
    <>
      <SearchFilter label="Search name or e-mail" value={values.search} />
      <ChoiceFilter name="role" label="Org role" value={values.role} options={roleChoices} />
      <ChoiceFilter name="status" label="Status" value={values.status} options={statusChoices} />
      <ChoiceFilter name="expiring" label="End of access" value={values.expiring} options={endChoices} />
      <UnitFilter value={values.unit_id} options={choices}>
        <ChoiceFilter
          name="unit_id"
          label="Org unit"
          value={values.unit_id}
          options={choices}
          className="sm:max-w-56"
        />
      </UnitFilter>
      <ChoiceFilter name="sort" label="Order" value={values.sort} options={sorts} className="sm:hidden" />
    </>
  );
}
