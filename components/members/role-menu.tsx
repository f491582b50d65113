"use client";

import { Check, ChevronDown } from "lucide-react";
import { DropdownMenu } from "radix-ui";
import { buttonStyle } from "@/components/ui/button";
import { MenuPanel, menuItemStyle } from "@/components/ui/menu-panel";
import { type Role, roles } from "@/lib/roles";
import { roleNames } from "./role-words";

type Props = {
  label: string;
  role: Role;
  onChoose: (role: Role) => void /** In a row of a list. */;
  isCompact?: boolean;
};

const compact = { kind: "quiet", className: "-ml-1.5 min-h-6 px-1.5 py-0 align-top" } as const;

/**
 * A role choice that is saved immediately. A menu rather than a select, because arrow keys on a closed select would grant
 * every role they pass.
 */
export function RoleMenu({ label, role, onChoose, isCompact = false }: Props) {
  return (
    <DropdownMenu.Root modal={false}>
      <DropdownMenu.Trigger
        className={buttonStyle(isCompact ? compact : { className: "w-24 justify-between" })}
        aria-label={`${label}: ${roleNames[role]}. Change`}
      >
        {roleNames[role]}
        <ChevronDown aria-hidden size={14} className="text-muted" />
      </DropdownMenu.Trigger>
      <MenuPanel className="min-w-36">
        <DropdownMenu.RadioGroup
          value={role}
          aria-label={label}
          onValueChange={(value) => value !== role && onChoose(value as Role)}
        >
          {roles.toReversed().map((value) => (
            <DropdownMenu.RadioItem key={value} value={value} className={menuItemStyle}>
              <Check aria-hidden size={14} className={value === role ? "text-accent" : "invisible"} />
              {roleNames[value]}
            </DropdownMenu.RadioItem>
          ))}
        </DropdownMenu.RadioGroup>
      </MenuPanel>
    </DropdownMenu.Root>
  );
}
