"use client";

import { Plus, Settings2 } from "lucide-react";
import { useState } from "react";
import { useSearchCombobox } from "@/components/forms/use-search-combobox";
import { ChoiceList } from "@/components/palette/choice-list";
import { type Choice, withRecent } from "@/components/palette/choices";
import type { Offered } from "@/components/palette/offered";
import { keepRecent, recentOf } from "@/components/palette/recent";
import { Button, buttonStyle } from "@/components/ui/button";
import { inputStyle } from "@/components/ui/input-style";
import { Link } from "@/components/ui/link";
import { roleAmong } from "@/domain/access/policy";
import type { ListedUnit } from "@/domain/org-units/schema";
import { countText, numberText } from "@/lib/number-text";
import { useActiveOu } from "./active-ou";
import { byGroup } from "./grouped-units";
import { useChooseUnit } from "./use-choose-unit";
import { type MatchingUnits, useMatchingUnits } from "./use-matching-units";

const FEW = 6; // a recent one is found at once among so many

type Props = Offered & { onDone: () => void; onCreate: () => void };

/** The OUs to switch to, those chosen last first and the others by group; below them, how many there are. */
export function OuChoices({ memberId, units, total, roles, isOrgAdmin, onDone, onCreate }: Props) {
  const { active } = useActiveOu();
  const { choose, failure } = useChooseUnit(onDone);
  const [text, setText] = useState("");
  const matching = useMatchingUnits(units, total, text);
  const isAll = text.trim() === "";

  function pick(unit: ListedUnit) {
    if (active) keepRecent(memberId, active.unit_id);
    keepRecent(memberId, unit.unit_id);
    return choose(unit);
  }
  const choiceOf = (unit: ListedUnit): Choice => ({
    key: unit.unit_id,
    label: unit.name,
    isUnit: true,
    note: unit.unit_id === active?.unit_id ? "active" : (roleAmong(roles, unit.unit_id) ?? ""),
    act: () => pick(unit),
  });
  const recent = isAll && total > FEW ? recentOf(memberId).filter((id) => id !== active?.unit_id) : [];
  const groups = withRecent(
    byGroup(matching.shown).map(({ title, units: ofGroup }) => ({ title, choices: ofGroup.map(choiceOf) })),
    recent,
  );
  const items = groups.flatMap(({ choices }) => choices);

  const { highlightedIndex, inputProps, itemProps, getMenuProps } = useSearchCombobox<Choice>({
    items,
    text,
    keyOf: ({ key }) => key,
    labelOf: ({ label }) => label,
    onText: setText,
    onPick: ({ act }) => act(),
    isList: true,
  });

  return (
    <>
      <input
        {...inputProps({ autoFocus: true, "aria-label": "Search org units", "aria-labelledby": undefined })}
        placeholder="Search org units"
        className={inputStyle}
      />
      <ChoiceList
        groups={groups}
        highlighted={items[highlightedIndex]?.key}
        menuProps={getMenuProps({ "aria-label": "Org units", "aria-labelledby": undefined })}
        propsOf={(choice) => itemProps(choice, items.indexOf(choice))}
        className="max-h-72"
      />
      <p role="status" className="px-2 pt-1 text-muted text-sm">
        {stateOf(matching, isAll)}
      </p>
      {failure}
      <div className="mt-2 flex flex-wrap gap-2 border-line border-t pt-2">
        {isOrgAdmin && (
          <Button kind="quiet" onClick={onCreate}>
            <Plus aria-hidden size={14} />
            New org unit
          </Button>
        )}
        <Link href="/dashboard/org-units" onClick={onDone} className={buttonStyle({ kind: "quiet" })}>
          <Settings2 aria-hidden size={14} />
          {isOrgAdmin ? "Manage" : "All org units"}
        </Link>
      </div>
    </>
  );
}

function stateOf({ shown, total, state }: MatchingUnits, isAll: boolean): string {
  if (state === "searching") return "Searching…";
  if (state === "failed") return "The search failed. Type again to retry.";
  if (shown.length === 0) return "No org unit matches";
  if (shown.length === total) return countText(total, "org unit");
  const some = `Showing ${numberText(shown.length)} of ${numberText(total)}.`;
  return isAll ? `${some} Type to search all of them.` : `${some} Type more of the name.`;
}
