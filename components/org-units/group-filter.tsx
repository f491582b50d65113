import { ChoiceFilter } from "@/components/data-table/filter-fields";
import { textKey } from "@/lib/text-key";

/** Filters the OUs by group. A group in the address that differs only in case chooses the one that there is. */
export function GroupFilter({ groups, value }: { groups: readonly string[]; value: string }) {
  const chosen = groups.find((group) => textKey(group) === textKey(value)) ?? value;
  const all = chosen === "" || groups.includes(chosen) ? groups : [...groups, chosen];
  return (
    <ChoiceFilter
      name="group"
      label="Group"
      value={chosen}
      options={[{ value: "", label: "All groups" }, ...all.map((group) => ({ value: group, label: group }))]}
    />
  );
}

/** Filters the OUs by whether somebody is admin of them. */
export function AdminFilter({ value }: { value: string }) {
  return (
    <ChoiceFilter
      name="without_admin"
      label="Admins"
      value={value}
      options={[
        { value: "", label: "With or without admins" },
        { value: "true", label: "Without an admin" },
      ]}
    />
  );
}
