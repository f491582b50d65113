"use client";

import { Check, ChevronDown } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { buttonStyle } from "@/components/ui/button";
import { type Role, roles } from "@/lib/roles";
import { roleNames } from "./role-words";

type Props = { label: string; role: Role; onChoose: (role: Role) => void };

/**
 * A role choice that is saved immediately. A menu rather than a select, because arrow keys on a closed select would grant
 * every role they pass.
 */
export function RoleMenu({ label, role, onChoose }: Props) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className={buttonStyle({ className: "w-24 justify-between" })}
        aria-label={`${label}: ${roleNames[role]}. Change`}
      >
        {roleNames[role]}
        <ChevronDown aria-hidden size={14} className="text-muted" />
      </DropdownMenu.Trigger>
      <DropdownMenu.Portal>
        <DropdownMenu.Content
          align="end"
          sideOffset={4}
          className="z-20 min-w-36 rounded-lg border border-line bg-page p-1 shadow-lg"
        >
          <DropdownMenu.RadioGroup
            value={role}
            aria-label={label}
            onValueChange={(value) => value !== role && onChoose(value as Role)}
          >
            {roles.toReversed().map((value) => (
              <DropdownMenu.RadioItem
                key={value}
                value={value}
                className="flex min-h-8 cursor-pointer items-center gap-2 rounded px-2 outline-none data-[highlighted]:bg-raised"
              >
                <Check aria-hidden size={14} className={value === role ? "text-accent" : "invisible"} />
                {roleNames[value]}
              </DropdownMenu.RadioItem>
            ))}
          </DropdownMenu.RadioGroup>
        </DropdownMenu.Content>
      </DropdownMenu.Portal>
    </DropdownMenu.Root>
  );
}
