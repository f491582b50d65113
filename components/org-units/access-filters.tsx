import { ChoiceFilter, SearchFilter } from "@/components/data-table/filter-fields";
import { roleNames } from "@/components/members/role-words";
import { MAY_EDIT, roles } from "@/lib/roles";

/** The state in an OU page's address. */
export type AccessListState = Partial<Record<"search" | "role" | "source" | "sort" | "limit", string | undefined>>;

/** The columns of the list that may be hidden. */
export const accessColumnNames = {
  role: "Role here",
  source: "Access through",
  last_active_at: "Last active",
} as const;

const roleChoices = [
  { value: "", label: "Any role" },
  { value: MAY_EDIT, label: "Can edit" },
  ...roles.map((value) => ({ value, label: roleNames[value] })),
];
const sourceChoices = [
  { value: "", label: "Any reason" },
  { value: "membership", label: "Membership" },
  { value: "org_admin", label: "Org admin" },
];
const sortChoices = [
  { value: "", label: "Name A–Z" },
  { value: "-name", label: "Name Z–A" },
  { value: "email", label: "E-mail A–Z" },
  { value: "-email", label: "E-mail Z–A" },
];

/** The filters and the order of the people with access to an OU. */
export function AccessFilters({ state }: { state: AccessListState }) {
  const { search = "", role = "", source = "", sort = "" } = state;
  return (
    <>
      <SearchFilter label="Search name or e-mail" value={search} />
      <ChoiceFilter name="role" label="Role here" value={role} options={roleChoices} />
      <ChoiceFilter name="source" label="Access through" value={source} options={sourceChoices} />
      <ChoiceFilter name="sort" label="Order" value={sort} options={sortChoices} />
    </>
  );
}
