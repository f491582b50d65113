"use client";

import { useId, useState } from "react";
import { Badge } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import { inputStyle } from "@/components/ui/input-style";
import type { OrgUnit } from "@/domain/org-units/schema";
import { foldText } from "@/lib/fold-text";
import { numberText } from "@/lib/number-text";
import type { Role } from "@/lib/roles";
import { RoleOptions } from "./role-options";

export type ChosenUnit = Pick<OrgUnit, "unit_id" | "name" | "is_default">;
type Chosen = { unit_id: string; role: Role };

const SEARCHABLE_ABOVE = 10;

type Props = {
  units: ChosenUnit[];
  value: Chosen[];
  /** The initial role for a newly chosen OU. */
  firstRole: Role;
  /** For a choice of org units alone. */
  withoutRoles?: boolean;
  hint?: string;
  error?: string | undefined;
  onChange: (value: Chosen[]) => void;
};

/** The OUs a member gets access to, with a role in each. */
export function UnitRolesField({ units, value, firstRole, withoutRoles = false, hint, error, onChange }: Props) {
  const id = useId();
  const [text, setText] = useState("");
  const roleIn = (unitId: string) => value.find((entry) => entry.unit_id === unitId)?.role;
  const matches = (unit: ChosenUnit) => foldText(unit.name).includes(foldText(text.trim()));
  const shown = units.filter((unit) => matches(unit) || roleIn(unit.unit_id)); // chosen OUs stay visible

  function choose(unitId: string, role: Role | null) {
    const others = value.filter((entry) => entry.unit_id !== unitId);
    onChange(role ? [...others, { unit_id: unitId, role }] : others);
  }

  return (
    <fieldset
      className="min-w-0"
      aria-describedby={[error && `${id}-error`, hint && `${id}-hint`].filter(Boolean).join(" ") || undefined}
    >
      <legend className="mb-1 font-medium text-sm">
        Org units <span className="text-muted tabular-nums">({numberText(value.length)} chosen)</span>
      </legend>
      {units.length > SEARCHABLE_ABOVE && (
        <input
          type="search"
          aria-label="Search org units"
          placeholder="Search org units"
          value={text}
          onChange={(event) => setText(event.target.value)}
          onKeyDown={(event) => event.key === "Enter" && event.preventDefault()}
          className={`${inputStyle} mb-2`}
        />
      )}
      <ul className="max-h-56 divide-y divide-line overflow-y-auto rounded-md border border-line">
        {shown.map((unit) => {
          const role = roleIn(unit.unit_id);
          return (
            <li key={unit.unit_id} className="flex min-h-10 items-center gap-2 px-2.5 py-0.5">
              <label className="flex min-h-8 min-w-0 flex-1 cursor-pointer items-center gap-2">
                <input
                  type="checkbox"
                  checked={role !== undefined}
                  onChange={(event) => choose(unit.unit_id, event.target.checked ? firstRole : null)}
                  className="size-4 shrink-0 accent-accent"
                />
                <span className="truncate">{unit.name}</span>
                {unit.is_default && <Badge>Default</Badge>}
              </label>
              {role && !withoutRoles && (
                <select
                  aria-label={`Role in ${unit.name}`}
                  value={role}
                  onChange={(event) => choose(unit.unit_id, event.target.value as Role)}
                  className={classNames(inputStyle, "w-auto shrink-0")}
                >
                  <RoleOptions />
                </select>
              )}
            </li>
          );
        })}
        {!shown.some(matches) && <li className="px-2.5 py-2 text-muted text-sm">No org unit matches.</li>}
      </ul>
      {error && (
        <p id={`${id}-error`} role="alert" className="mt-1 text-bad text-sm">
          {error}
        </p>
      )}
      {hint && (
        <p id={`${id}-hint`} className="mt-1 text-muted text-sm">
          {hint}
        </p>
      )}
    </fieldset>
  );
}
