"use client";

import { Ellipsis } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { buttonStyle } from "@/components/ui/button";
import { MenuPanel, menuItemStyle } from "@/components/ui/menu-panel";
import { memberOpNames } from "./member-op-words";
import type { MemberOp } from "./member-ops";

type Props = {
  /** The member's name, unlike any other on the page. */
  name: string;
  ops: readonly MemberOp[];
  onAct: (op: MemberOp) => void;
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
        className={buttonStyle({ kind: "quiet", className: "min-h-6 px-1.5 py-0 align-top" })}
      >
        <Ellipsis aria-hidden size={16} />
      </DropdownMenu.Trigger>
      <MenuPanel className="min-w-44">
        {ops.map((op) => (
          <DropdownMenu.Item key={op} onSelect={() => onAct(op)} className={menuItemStyle}>
            {memberOpNames[op]}…
          </DropdownMenu.Item>
        ))}
      </MenuPanel>
    </DropdownMenu.Root>
  );
}
