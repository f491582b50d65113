"use client";

import { Ellipsis } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { useRef } from "react";
import { buttonStyle } from "@/components/ui/button";
import { MenuPanel, menuItemStyle } from "@/components/ui/menu-panel";

type Props = { label: string; items: { name: string; act: () => void }[] };

/** What else can be done to a rule. What is chosen begins once the menu has closed, so that the focus can return to it. */
export function RuleMenu({ label, items }: Props) {
  const trigger = useRef<HTMLButtonElement>(null);
  const chosen = useRef<() => void>(undefined);
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        ref={trigger}
        aria-label={`Actions for: ${label}`}
        className={buttonStyle({ kind: "quiet", className: "px-2" })}
      >
        <Ellipsis aria-hidden size={16} />
      </DropdownMenu.Trigger>
      <MenuPanel
        className="min-w-40"
        onCloseAutoFocus={(event) => {
          event.preventDefault();
          trigger.current?.focus();
          chosen.current?.();
          chosen.current = undefined;
        }}
      >
        {items.map(({ name, act }) => (
          <DropdownMenu.Item
            key={name}
            className={menuItemStyle}
            onSelect={() => {
              chosen.current = act;
            }}
          >
            {name}
          </DropdownMenu.Item>
        ))}
      </MenuPanel>
    </DropdownMenu.Root>
  );
}
