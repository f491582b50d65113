"use client";

import { createContext, type ReactNode, useContext, useLayoutEffect } from "react";
import { useActiveOu } from "@/components/shell/active-ou";
import { ACTIVE_OU, unitPath } from "@/components/shell/unit-pages";
import type { NamedUnit } from "@/domain/org-units/schema";

const Slug = createContext(ACTIVE_OU);

/** Shows a page of an OU, which becomes the active one in this tab. */
export function UnitShown({ unit, children }: { unit: NamedUnit; children: ReactNode }) {
  const { show } = useActiveOu();
  useLayoutEffect(() => show(unit), [show, unit]);
  return <Slug value={unit.slug}>{children}</Slug>;
}

/** Makes the address of a page of the OU that is shown. */
export function useUnitPath(): (section: string) => string {
  const slug = useContext(Slug);
  return (section) => unitPath(slug, section);
}
