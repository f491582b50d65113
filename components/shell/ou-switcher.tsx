"use client";

import { Check, ChevronsUpDown } from "lucide-react";
import { Popover } from "radix-ui";
import { useRef, useState } from "react";
import { toast } from "sonner";
import { useSearch } from "@/components/forms/use-search";
import { useSearchCombobox } from "@/components/forms/use-search-combobox";
import { Badge } from "@/components/ui/badge";
import { buttonStyle } from "@/components/ui/button";
import { inputStyle } from "@/components/ui/field";
import { PopoverPanel } from "@/components/ui/popover-panel";
import { roleAmong, type UnitRoles } from "@/domain/access/policy";
import { foldText } from "@/lib/fold-text";
import { apiPage } from "@/lib/http/api-client";
import { numberText } from "@/lib/number-text";
import { type Unit, useActiveOu } from "./active-ou";
import { useSwitch } from "./use-switch";

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
  const { switchTo, failure } = useSwitch();
  const [text, setText] = useState("");
  const busy = useRef(false);
  const { shown, state } = useMatches(units, total, text);

  async function choose(unit: Unit) {
    if (busy.current) return;
    busy.current = true;
    const isDone = await switchTo(unit);
    busy.current = false;
    if (!isDone) return;
    toast(`Working in ${unit.name}`);
    onChosen();
  }

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
            <span className="min-w-0 flex-1 truncate" title={unit.name}>
              {unit.name}
            </span>
            {unit.is_default && <Badge>Default</Badge>}
            <span className="text-muted text-xs">{roleAmong(roles, unit.unit_id)}</span>
          </li>
        ))}
      </ul>
      <p role="status" className="px-2 pt-1 text-muted text-sm empty:pt-0">
        {state}
      </p>
      {failure}
    </>
  );
}

type Found = { items: Unit[]; total: number };

const findUnits = (text: string) => apiPage<Unit>(`/org-units?limit=50&search=${encodeURIComponent(text)}`);

function stateOf({ items, total }: Found, canSearch: boolean): string {
  if (items.length === 0) return "No org unit matches";
  if (items.length === total) return "";
  const shown = `Showing ${numberText(items.length)} of ${numberText(total)}.`;
  return canSearch ? `${shown} Type to search all of them.` : `${shown} Type more of the name.`;
}

/** The OUs that match the text: filtered here if all are loaded, else searched on the server. */
function useMatches(units: Unit[], total: number, text: string): { shown: Unit[]; state: string } {
  const wanted = text.trim();
  const asksServer = total > units.length && wanted !== "";
  const search = useSearch(text, asksServer ? findUnits : null);
  if (asksServer) {
    if (search.state === "done") return { shown: search.answer.items, state: stateOf(search.answer, false) };
    return {
      shown: [],
      state: search.state === "searching" ? "Searching…" : "The search failed. Type again to retry.",
    };
  }
  const shown = units.filter((unit) => foldText(unit.name).includes(foldText(wanted)));
  return { shown, state: stateOf({ items: shown, total: wanted ? shown.length : total }, true) };
}
