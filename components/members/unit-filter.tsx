"use client";

import { ChevronsUpDown } from "lucide-react";
import { Popover } from "radix-ui";
import { useRef, useState } from "react";
import { ChoiceFilter } from "@/components/data-table/filter-fields";
import { useSearchCombobox } from "@/components/forms/use-search-combobox";
import { classNames } from "@/components/ui/class-names";
import { inputStyle } from "@/components/ui/field";
import { useInBrowser } from "@/components/ui/local-time";
import { foldText } from "@/lib/fold-text";

type Choice = { value: string; label: string };
type Props = { value: string; options: Choice[] };

/** The filter by org unit: a searchable combobox, or a select until the page's scripts run. */
export function UnitFilter({ value, options }: Props) {
  const field = useRef<HTMLInputElement>(null);
  const [isOpen, setOpen] = useState(false);
  const isReaders = useInBrowser();
  if (!isReaders) {
    return <ChoiceFilter name="unit_id" label="Org unit" value={value} options={options} className="sm:max-w-56" />;
  }
  const chosen = options.find((option) => option.value === value)?.label ?? "Another org unit";

  function choose(next: string) {
    setOpen(false);
    if (!field.current) return;
    field.current.value = next;
    field.current.dispatchEvent(new Event("input", { bubbles: true })); // the form filters by what is entered
  }

  return (
    <Popover.Root open={isOpen} onOpenChange={setOpen}>
      <input ref={field} type="hidden" name="unit_id" defaultValue={value} />
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
      <Popover.Portal>
        <Popover.Content
          align="start"
          sideOffset={4}
          collisionPadding={12}
          aria-label="Filter by org unit"
          className="z-20 w-[min(20rem,calc(100vw-1.5rem))] rounded-lg border border-line bg-page p-2 shadow-lg"
        >
          <Choices options={options} onChoose={choose} />
        </Popover.Content>
      </Popover.Portal>
    </Popover.Root>
  );
}

function Choices({ options, onChoose }: { options: Choice[]; onChoose: (value: string) => void }) {
  const [text, setText] = useState("");
  const shown = options.filter(({ label }) => foldText(label).includes(foldText(text.trim())));
  const { highlightedIndex, inputProps, itemProps, getMenuProps } = useSearchCombobox<Choice>({
    items: shown,
    text,
    keyOf: ({ value }) => value,
    labelOf: ({ label }) => label,
    onText: setText,
    onPick: ({ value }) => onChoose(value),
    isList: true,
  });
  return (
    <>
      <input
        {...inputProps({
          autoFocus: true,
          "aria-label": "Search org units to filter by",
          "aria-labelledby": undefined,
        })}
        placeholder="Search org units"
        className={inputStyle}
      />
      <ul
        {...getMenuProps({ "aria-label": "Org units", "aria-labelledby": undefined })}
        className="mt-2 max-h-72 overflow-y-auto"
      >
        {shown.map((choice, index) => (
          <li
            key={choice.value}
            {...itemProps(choice, index)}
            title={choice.label}
            className={`cursor-pointer truncate rounded-md px-2 py-1.5 hover:bg-raised ${highlightedIndex === index ? "bg-raised" : ""}`}
          >
            {choice.label}
          </li>
        ))}
      </ul>
      <p role="status" className="px-2 text-muted text-sm">
        {shown.length === 0 && "No org unit matches"}
      </p>
    </>
  );
}
