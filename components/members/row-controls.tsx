"use client";

import { use, useEffect, useRef } from "react";
import type { Member } from "@/domain/members/schema";
import { distinctNames } from "@/lib/distinct-names";
import { rowOps } from "./member-ops";
import { RowControls } from "./row-controls-context";
import { RowMenu } from "./row-menu";

/** Names for the members of a page, each unlike the others. */
export const namesOf = (members: readonly Member[]) =>
  distinctNames(
    members,
    ({ first_name, last_name }) => `${first_name} ${last_name}`,
    ({ email }) => email,
  );

const boxStyle = "size-4 accent-accent";
const targetStyle = "flex min-h-6 min-w-6 select-none items-center";

/** Selects the whole page, or nobody. */
export function SelectPage({ shown }: { shown: number }) {
  const { selected = [], togglePage } = use(RowControls)?.selection ?? {};
  const box = useRef<HTMLInputElement>(null);
  const isSome = selected.length > 0 && selected.length < shown;
  useEffect(() => {
    if (box.current) box.current.indeterminate = isSome;
  }, [isSome]);
  return (
    <label className={targetStyle}>
      <input
        ref={box}
        type="checkbox"
        aria-label="Select everyone on this page"
        checked={selected.length === shown}
        onChange={(event) => togglePage?.(event.target.checked)}
        className={boxStyle}
      />
    </label>
  );
}

/** Selects a row; with Shift, by click or by the space bar, all rows from the last one on. */
export function SelectRow({ member }: { member: Member }) {
  const controls = use(RowControls);
  if (!controls) return null;
  const { selection, nameOf } = controls;
  const { org_member_id: id } = member;
  return (
    <label className={targetStyle}>
      <input
        type="checkbox"
        aria-label={`Select ${nameOf(member)}`}
        checked={selection.selected.includes(id)}
        onChange={(event) => selection.toggle(id, event.target.checked, (event.nativeEvent as MouseEvent).shiftKey)}
        className={boxStyle}
      />
    </label>
  );
}

export { ExtendAccess } from "@/components/org-units/extend-access";
export { RowRole } from "./row-role";
export { AskedDialog, approach, BatchBar, Outcome } from "./workspace-parts";

/** The menu of a row. */
export function RowActions({ member }: { member: Member }) {
  const controls = use(RowControls);
  if (!controls) return null;
  const { powers, nameOf, onAct, onApproach } = controls;
  return (
    <RowMenu
      name={nameOf(member)}
      ops={rowOps(powers, member.status)}
      onAct={(op) => onAct(op, member)}
      onApproach={onApproach}
    />
  );
}
