"use client";

import { type ComponentType, type ReactNode, useEffect, useState } from "react";

type Props = { value: string; options: { value: string; label: string }[] };

/** The filter by org unit: `children`, a select, until the script of the searchable combobox is there. */
export function UnitFilter({ children, ...props }: Props & { children: ReactNode }) {
  const [Combobox, setCombobox] = useState<ComponentType<Props> | null>(null);
  useEffect(() => {
    import("./unit-combobox").then(
      (module) => setCombobox(() => module.UnitCombobox),
      () => {}, // the select stays
    );
  }, []);
  return Combobox ? <Combobox {...props} /> : children;
}
