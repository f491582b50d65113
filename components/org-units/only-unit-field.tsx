import type { ComponentProps } from "react";
import { SelectField } from "@/components/ui/field";

type Props = { units: readonly { unit_id: string; name: string }[] } & Omit<
  ComponentProps<typeof SelectField>,
  "label"
>;

/** Limits something to one OU, or to none; the rest of the props register the field. */
export function OnlyUnitField({ units, ...select }: Props) {
  return (
    <SelectField label="Org unit" {...select}>
      <option value="">All of them</option>
      {units.map(({ unit_id: id, name }) => (
        <option key={id} value={id}>
          {name}
        </option>
      ))}
    </SelectField>
  );
}
