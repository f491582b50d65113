import type { ListedUnit } from "@/domain/org-units/schema";
import { textKey } from "@/lib/text-key";

type Group = { title: string; units: ListedUnit[] };

/** OUs under the names of their groups, in the order of these names; first those without one. */
export function byGroup(units: readonly ListedUnit[]): Group[] {
  const groups = new Map<string, Group>();
  for (const unit of units) {
    const key = textKey(unit.group ?? "");
    const { title, units: others } = groups.get(key) ?? { title: unit.group ?? "", units: [] };
    groups.set(key, { title, units: [...others, unit] });
  }
  const sorted = [...groups].sort(([one], [other]) => (one < other ? -1 : 1)).map(([, group]) => group);
  return sorted.map((group) => ({ ...group, title: group.title || (sorted.length > 1 ? "No group" : "All") }));
}
