"use client";

import { useSearch } from "@/components/forms/use-search";
import type { ListedUnit } from "@/domain/org-units/schema";
import { foldText } from "@/lib/fold-text";
import { apiPage } from "@/lib/http/api-client";

/** The first OUs whose name or reference contains the text. */
export const findUnits = (text: string) =>
  apiPage<ListedUnit>(`/org-units?limit=50&search=${encodeURIComponent(text)}`);

export type MatchingUnits = { shown: ListedUnit[]; total: number; state: "searching" | "failed" | "done" };

/** The OUs that match the text: filtered here if all are loaded, else searched on the server. */
export function useMatchingUnits(units: ListedUnit[], total: number, text: string, find = findUnits): MatchingUnits {
  const wanted = text.trim();
  const asksServer = total > units.length && wanted !== "";
  const search = useSearch(text, asksServer ? find : null);
  if (asksServer) {
    if (search.state !== "done") return { shown: [], total: 0, state: search.state };
    return { shown: search.answer.items, total: search.answer.total, state: "done" };
  }
  const shown = units.filter((unit) => foldText(unit.name).includes(foldText(wanted)));
  return { shown, total: wanted ? shown.length : total, state: "done" };
}
