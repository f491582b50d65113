"use client";

import { useCombobox } from "downshift";
import { Check, ChevronsUpDown } from "lucide-react";
import { Popover } from "radix-ui";
import { useEffect, useState } from "react";
import { toast } from "sonner";
import { Badge } from "@/components/ui/badge";
import { buttonStyle } from "@/components/ui/button";
import { inputStyle } from "@/components/ui/field";
import { foldText } from "@/lib/fold-text";
import { ApiError, api } from "@/lib/http/api-client";
import type { Role } from "@/lib/roles";
import { type Unit, useActiveOu } from "./active-ou";

type Props = {
  /** The OUs the member reaches, at most the first hundred. */
  units: Unit[];
  /** Whether there are more than `units` holds; then the search asks the server. */
  hasMore: boolean;
  /** The member's role in an OU: one for all of them (an org admin), or by id. */
  roles: Role | Record<string, Role>;
};

/** The header's choice of the active OU: a searchable combobox (WAI-ARIA APG, Combobox pattern). */
export function OuSwitcher(props: Props) {
  const [open, setOpen] = useState(false);
  const { active } = useActiveOu();
  return (
    <Popover.Root open={open} onOpenChange={setOpen}>
      <Popover.Trigger
        className={buttonStyle({ className: "max-w-[min(16rem,45vw)]" })}
        aria-label={`Active unit: ${active?.name ?? "none"}. Switch`}
      >
        <span className="truncate">{active?.name ?? "Choose a unit"}</span>
        <ChevronsUpDown aria-hidden size={14} className="shrink-0 text-muted" />
      </Popover.Trigger>
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={12}
          aria-label="Switch the active unit"
          className="z-20 w-[min(20rem,calc(100vw-1.5rem))] rounded-lg border border-line bg-page p-2 shadow-lg"
        >
          <Choices {...props} onChosen={() => setOpen(false)} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Choices({ units, hasMore, roles, onChosen }: Props & { onChosen: () => void }) {
  const { active, activate } = useActiveOu();
  const [text, setText] = useState("");
  const shown = useMatches(units, hasMore, text);

  async function choose(unit: Unit) {
    onChosen();
    try {
      await activate(unit);
      toast(`Working in ${unit.name}`);
    } catch (error) {
      toast.error(error instanceof ApiError ? error.message : "The unit could not be switched. Try again.");
    }
  }

  const combobox = useCombobox({
    isOpen: true,
    items: shown,
    itemToString: (unit) => unit?.name ?? "",
    itemToKey: (unit) => unit?.unit_id,
    selectedItem: null,
    inputValue: text,
    defaultHighlightedIndex: 0,
    onSelectedItemChange: ({ selectedItem }) => selectedItem && choose(selectedItem),
  });

  return (
    <>
      <input
        {...combobox.getInputProps({
          autoFocus: true,
          "aria-label": "Search units",
          "aria-labelledby": undefined,
          // Here and not in onInputValueChange, which comes after the render: fast typing would lose letters.
          onChange: (event) => setText(event.currentTarget.value),
        })}
        placeholder="Search units"
        className={inputStyle}
      />
      <ul
        {...combobox.getMenuProps({ "aria-label": "Units", "aria-labelledby": undefined })}
        className="mt-2 max-h-72 overflow-y-auto"
      >
        {shown.map((unit, index) => (
          <li
            key={unit.unit_id}
            {...combobox.getItemProps({ item: unit, index })}
            aria-current={unit.unit_id === active?.unit_id || undefined}
            className={`flex cursor-pointer items-center gap-2 rounded-md px-2 py-1.5 ${combobox.highlightedIndex === index ? "bg-raised" : ""}`}
          >
            <Check
              aria-hidden
              size={14}
              className={`shrink-0 ${unit.unit_id === active?.unit_id ? "text-accent" : "invisible"}`}
            />
            <span className="min-w-0 flex-1 truncate">{unit.name}</span>
            {unit.is_default && <Badge>Default</Badge>}
            <span className="text-muted text-xs">{typeof roles === "string" ? roles : roles[unit.unit_id]}</span>
          </li>
        ))}
      </ul>
      <p role="status" className="px-2 text-muted text-sm">
        {shown.length === 0 ? "No unit matches" : ""}
      </p>
    </>
  );
}

/** The units that match the text: of those at hand, or above a hundred of all, asked of the server. */
function useMatches(units: Unit[], hasMore: boolean, text: string): Unit[] {
  const [found, setFound] = useState<Unit[] | null>(null);
  const wanted = text.trim();

  useEffect(() => {
    if (!hasMore || !wanted) return setFound(null);
    let current = true;
    const timer = setTimeout(async () => {
      const result = await api<Unit[]>("GET", `/org-units?limit=50&search=${encodeURIComponent(wanted)}`).catch(
        () => [],
      );
      if (current) setFound(result);
    }, 150);
    return () => {
      current = false;
      clearTimeout(timer);
    };
  }, [hasMore, wanted]);

  return found ?? units.filter((unit) => foldText(unit.name).includes(foldText(wanted)));
}
