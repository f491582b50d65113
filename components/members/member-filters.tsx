import { Search } from "lucide-react";
import { classNames } from "@/components/ui/class-names";
import { inputStyle } from "@/components/ui/field";
import type { OrgUnit } from "@/domain/org-units/schema";
import { memberStatuses, roles } from "@/lib/roles";
import { roleNames } from "./role-words";
import { statusNames } from "./status-words";

type SortChoice = { value: string; label: string };

type Props = {
  values: Record<"search" | "role" | "status" | "unit_id" | "sort", string>;
  sorts: SortChoice[];
  units: Pick<OrgUnit, "unit_id" | "name">[];
  /** The value of "without any unit"; absent for whoever cannot see every membership. */
  withoutUnit?: string | undefined;
};

/** The fields that filter the members; the order is a field only where the headings, which sort too, have no room. */
export function MemberFilters({ values, sorts, units, withoutUnit }: Props) {
  const selectStyle = classNames(inputStyle, "w-auto max-w-full max-sm:w-full");
  return (
    <>
      <label className="relative min-w-0 flex-1 basis-full sm:max-w-xs sm:basis-56">
        <span className="sr-only">Search name or e-mail</span>
        <Search aria-hidden size={14} className="pointer-events-none absolute top-2.5 left-2.5 text-muted" />
        <input
          type="search"
          name="search"
          defaultValue={values.search}
          maxLength={100}
          placeholder="Search name or e-mail"
          autoComplete="off"
          className={classNames(inputStyle, "pl-8")}
        />
      </label>
      <label className="min-w-28 max-sm:flex-1">
        <span className="sr-only">Org role</span>
        <select name="role" defaultValue={values.role} className={selectStyle}>
          <option value="">Any org role</option>
          {roles.map((value) => (
            <option key={value} value={value}>
              {roleNames[value]}
            </option>
          ))}
        </select>
      </label>
      <label className="min-w-28 max-sm:flex-1">
        <span className="sr-only">Status</span>
        <select name="status" defaultValue={values.status} className={selectStyle}>
          <option value="">Any status</option>
          {memberStatuses.map((value) => (
            <option key={value} value={value}>
              {statusNames[value]}
            </option>
          ))}
        </select>
      </label>
      <label className="min-w-28 max-sm:flex-1 sm:max-w-56">
        <span className="sr-only">Unit</span>
        <select name="unit_id" defaultValue={values.unit_id} className={selectStyle}>
          <option value="">Any unit</option>
          {withoutUnit && <option value={withoutUnit}>Without any unit</option>}
          {units.map((unit) => (
            <option key={unit.unit_id} value={unit.unit_id}>
              {unit.name}
            </option>
          ))}
        </select>
      </label>
      <label className="min-w-28 flex-1 sm:hidden">
        <span className="sr-only">Order</span>
        <select name="sort" defaultValue={values.sort} className={selectStyle}>
          {sorts.map(({ value, label }) => (
            <option key={value} value={value}>
              {label}
            </option>
          ))}
        </select>
      </label>
    </>
  );
}
