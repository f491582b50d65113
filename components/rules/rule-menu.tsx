"use client";

import { Ellipsis } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { type KeyboardEventHandler, useRef } from "react";
import { buttonStyle } from "@/components/ui/button";
import { MenuPanel, menuItemStyle } from "@/components/ui/menu-panel";

type Item = { name: string; keys?: string; act: () => void };
type Props = { label: string; items: Item[]; onKeyDown?: KeyboardEventHandler | undefined };

/** What else can be done to a rule. What is chosen begins once the menu has closed, so that the focus can return to it. */
export function RuleMenu({ label, items, onKeyDown }: Props) {
  const trigger = useRef<HTMLButtonElement>(null);
  const chosen = useRef<() => void>(undefined);
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        ref={trigger}
        aria-label={`Actions for: ${label}`}
        onKeyDown={onKeyDown}
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
        {items.map(({ name, keys, act }) => (
          <DropdownMenu.Item
            key={name}
            className={menuItemStyle}
            onSelect={() => {
              chosen.current = act;
            }}
          >
            {name}
            {keys && (
              <kbd aria-hidden className="ml-auto pl-6 text-muted text-xs">
                {keys}
              </kbd>
            )}
          </DropdownMenu.Item>
        ))}
      </MenuPanel>
    </DropdownMenu.Root>
  );
}
