"use client";

import { Check, SlidersHorizontal } from "lucide-react";
import { useRouter } from "next/navigation";
import { DropdownMenu } from "radix-ui";
import { type ReactNode, startTransition, useOptimistic } from "react";
import { buttonStyle } from "@/components/ui/button";
import { MenuPanel, menuItemStyle } from "@/components/ui/menu-panel";
import type { TableChoices, TableName } from "@/lib/table-choices";
import { keepChoice } from "./keep-choice";

type Props = {
  table: TableName;
  choices: TableChoices;
  /** The columns that may be hidden, by id. */
  columns: Readonly<Record<string, string>>;
};

const headingStyle = "px-2 pt-1.5 pb-0.5 font-medium text-muted text-xs";

/** How dense a table is, and which columns it has. This browser keeps the choice, and the server draws the table by it. */
export function DisplayMenu({ table, choices, columns }: Props) {
  const router = useRouter();
  const [shown, show] = useOptimistic(choices);
  const change = (next: TableChoices, ...kept: Parameters<typeof keepChoice>) =>
    startTransition(() => {
      keepChoice(...kept);
      show(next);
      router.refresh();
    });

  function setDensity(density: string) {
    const isCompact = density === "compact";
    change({ ...shown, isCompact }, "density", isCompact ? "compact" : "");
  }
  function showColumn(id: string, isShown: boolean) {
    const hidden = isShown ? shown.hidden.filter((one) => one !== id) : [...shown.hidden, id];
    change({ ...shown, hidden }, table, hidden.join("."));
  }

  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger className={buttonStyle({ className: "max-sm:hidden" })}>
        <SlidersHorizontal aria-hidden size={14} />
        Display
      </DropdownMenu.Trigger>
      <MenuPanel className="min-w-44">
        <DropdownMenu.RadioGroup
          aria-label="Density"
          value={shown.isCompact ? "compact" : "comfortable"}
          onValueChange={setDensity}
        >
          <DropdownMenu.Label className={headingStyle}>Density</DropdownMenu.Label>
          <DropdownMenu.RadioItem value="comfortable" onSelect={stayOpen} className={menuItemStyle}>
            <Mark />
            Comfortable
          </DropdownMenu.RadioItem>
          <DropdownMenu.RadioItem value="compact" onSelect={stayOpen} className={menuItemStyle}>
            <Mark />
            Compact
          </DropdownMenu.RadioItem>
        </DropdownMenu.RadioGroup>
        <DropdownMenu.Separator className="my-1 h-px bg-line" />
        <DropdownMenu.Label className={headingStyle}>Columns</DropdownMenu.Label>
        {Object.entries(columns).map(([id, name]) => (
          <DropdownMenu.CheckboxItem
            key={id}
            checked={!shown.hidden.includes(id)}
            onCheckedChange={(isShown) => showColumn(id, isShown)}
            onSelect={stayOpen}
            className={menuItemStyle}
          >
            <Mark />
            {name}
          </DropdownMenu.CheckboxItem>
        ))}
      </MenuPanel>
    </DropdownMenu.Root>
  );
}

const stayOpen = (event: Event) => event.preventDefault();

function Mark(): ReactNode {
  return (
    <span className="inline-flex w-3.5 shrink-0">
      <DropdownMenu.ItemIndicator>
        <Check aria-hidden size={14} className="text-accent" />
      </DropdownMenu.ItemIndicator>
    </span>
  );
}
