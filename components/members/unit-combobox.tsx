"use client";

import { ChevronsUpDown } from "lucide-react";
import { Popover } from "radix-ui";
import { useRef, useState } from "react";
import { classNames } from "@/components/ui/class-names";
import { inputStyle } from "@/components/ui/input-style";
import { PopoverPanel } from "@/components/ui/popover-panel";
import { UnitChoices } from "./unit-choices";

type Choice = { value: string; label: string };
type Props = { value: string; options: Choice[] };

/** The filter by org unit as a searchable combobox. */
export function UnitCombobox({ value, options }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [isOpen, setOpen] = useState(false);
  const chosen = options.find((option) => option.value === value)?.label ?? "Another org unit";

  function choose(next: string) {
    setOpen(false);
    if (!field.current) return;
    field.current.value = next;
    field.current.dispatchEvent(new Event("input", { bubbles: true })); // the form filters by what is entered
  }

  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      {/* Not type="hidden": React would set its value back to the default. */}
      <input ref={field} hidden name="unit_id" defaultValue={value} />
      <Popover.Trigger
        aria-label={`Org unit: ${chosen}. Change`}
        className={classNames(
          inputStyle,
          "flex w-auto min-w-28 max-w-full items-center gap-2 max-sm:flex-1 sm:max-w-56",
        )}
      >
        <span className="min-w-0 flex-1 truncate text-left">{chosen}</span>
        <ChevronsUpDown aria-hidden size={14} className="shrink-0 text-muted" />
      </Popover.Trigger>
      <PopoverPanel label="Filter by org unit">
        <UnitChoices options={options} onChoose={choose} />
      </PopoverPanel>
    </Popover.Root>
  );
}
