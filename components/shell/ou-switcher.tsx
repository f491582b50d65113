"use client";

import { Check, ChevronsUpDown } from "lucide-react";
import { Popover } from "radix-ui";
import { useState } from "react";
import { useSearchCombobox } from "@/components/forms/use-search-combobox";
import { Badge } from "@/components/ui/badge";
import { buttonStyle } from "@/components/ui/button";
import { inputStyle } from "@/components/ui/field";
import { OuDot } from "@/components/ui/ou-dot";
import { PopoverPanel } from "@/components/ui/popover-panel";
import { roleAmong, type UnitRoles } from "@/domain/access/policy";
import { numberText } from "@/lib/number-text";
import { type Unit, useActiveOu } from "./active-ou";
import { useChooseUnit } from "./use-choose-unit";
import { type MatchingUnits, useMatchingUnits } from "./use-matching-units";

type Props = {
  /** The member's OUs, at most the first hundred. */
  units: Unit[];
  /** How many there are in all; if `units` has fewer, the search asks the server. */
  total: number;
  roles: UnitRoles;
};

/** Switches the active OU: a searchable combobox in the header (WAI-ARIA APG, Combobox pattern). */
export function OuSwitcher(props: Props) {
  const [open, setOpen] = useState(false);
  const { active } = useActiveOu();
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        className={buttonStyle({ className: "min-w-0 max-w-[min(16rem,45vw)]" })}
        aria-label={`Active org unit: ${active?.name ?? "none"}. Switch`}
      >
        {active && <OuDot id={active.unit_id} />}
        <span className="truncate">{active?.name ?? "Choose an org unit"}</span>
        <ChevronsUpDown aria-hidden size={14} className="shrink-0 text-muted" />
      </Popover.Trigger>
      <PopoverPanel label="Switch the active org unit">
        <Choices {...props} onChosen={() => setOpen(false)} />
      </PopoverPanel>
    </Popover.Root>
  );
}

function Choices({ units, total, roles, onChosen }: Props & { onChosen: () => void }) {
  const { active } = useActiveOu();
  const { choose, failure } = useChooseUnit(onChosen);
  const [text, setText] = useState("");
  const matching = useMatchingUnits(units, total, text);
  const { shown } = matching;

  const { highlightedIndex, inputProps, itemProps, getMenuProps } = useSearchCombobox<Unit>({
    items: shown,
    text,
    keyOf: (unit) => unit.unit_id,
    labelOf: (unit) => unit.name,
    onText: setText,
    onPick: choose,
    isList: true,
  });

  return (
    <>
      <input
        {...inputProps({ autoFocus: true, "aria-label": "Search org units", "aria-labelledby": undefined })}
        placeholder="Search org units"
        className={inputStyle}
      />
      <ul
        {...getMenuProps({ "aria-label": "Org units", "aria-labelledby": undefined })}
        className="mt-2 max-h-72 overflow-y-auto"
      >
        {shown.map((unit, index) => (
          <li
            key={unit.unit_id}
            {...itemProps(unit, index)}
            aria-current={unit.unit_id === active?.unit_id || undefined}
            className={`flex cursor-pointer items-center gap-2 rounded-md px-2 py-1.5 hover:bg-raised ${highlightedIndex === index ? "bg-raised" : ""}`}
          >
            <Check
              aria-hidden
              size={14}
              className={`shrink-0 ${unit.unit_id === active?.unit_id ? "text-accent" : "invisible"}`}
            />
            <OuDot id={unit.unit_id} />
            <span className="min-w-0 flex-1 truncate" title={unit.name}>
              {unit.name}
            </span>
            {unit.is_default && <Badge>Default</Badge>}
            <span className="text-muted text-xs">{roleAmong(roles, unit.unit_id)}</span>
          </li>
        ))}
      </ul>
      <p role="status" className="px-2 pt-1 text-muted text-sm empty:pt-0">
        {stateOf(matching, text.trim() === "")}
      </p>
      {failure}
    </>
  );
}

function stateOf({ shown, total, state }: MatchingUnits, canSearch: boolean): string {
  if (state === "searching") return "Searching…";
  if (state === "failed") return "The search failed. Type again to retry.";
  if (shown.length === 0) return "No org unit matches";
  if (shown.length === total) return "";
  const some = `Showing ${numberText(shown.length)} of ${numberText(total)}.`;
  return canSearch ? `${some} Type to search all of them.` : `${some} Type more of the name.`;
}
