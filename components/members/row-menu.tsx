"use client";

import { Ellipsis } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { opNames } from "@/components/access-changes/change-words";
import { buttonStyle } from "@/components/ui/button";
import type { ChangeOp } from "@/lib/access-change";

type Props = {
  /** The member's name, unlike any other on the page. */
  name: string;
  ops: readonly ChangeOp[];
  onAct: (op: ChangeOp) => void;
  /** Called when the person is about to act. */
  onApproach: () => void;
};

/** What can be done to one member of a list. */
export function RowMenu({ name, ops, onAct, onApproach }: Props) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        aria-label={`Actions for ${name}`}
        onPointerEnter={onApproach}
        onFocus={onApproach}
        className={buttonStyle({ kind: "quiet", className: "min-h-6 px-1.5 py-0" })}
      >
        <Ellipsis aria-hidden size={16} />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          className="z-20 min-w-44 rounded-lg border border-line bg-page p-1 shadow-lg"
        >
          {ops.map((op) => (
            <DropdownMenu.Item
              key={op}
              onSelect={() => onAct(op)}
              className="flex min-h-8 cursor-pointer items-center rounded px-2 outline-none data-[highlighted]:bg-raised"
            >
              {opNames[op]}…
            </DropdownMenu.Item>
          ))}
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
