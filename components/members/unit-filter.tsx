"use client";

import { type ComponentType, useEffect, useState } from "react";
import { ChoiceFilter } from "@/components/data-table/filter-fields";

type Props = { value: string; options: { value: string; label: string }[] };

/** The filter by org unit: a select until the script of the searchable combobox is there. */
export function UnitFilter(props: Props) {
  const [Combobox, setCombobox] = useState<ComponentType<Props> | null>(null);
  useEffect(() => {
    import("./unit-combobox").then(
      (module) => setCombobox(() => module.UnitCombobox),
      () => {}, // the select stays
    );
  }, []);
  if (Combobox) return <Combobox {...props} />;
  return <ChoiceFilter {...props} name="unit_id" label="Org unit" className="sm:max-w-56" />;
}
