"use client";

import { createContext, type ReactNode, use } from "react";
import type { AccessChangeDiff } from "@/domain/access-changes/schema";
import type { Member } from "@/domain/members/schema";
import type { MemberOp, Powers } from "./member-ops";
import type { Selection } from "./use-selection";

type Controls = {
  /** The cells that hold the controls; null until their script is there. */
  cells: typeof import("./row-controls") | null;
  selection: Selection;
  powers: Powers;
  /** The member's name, unlike any other on the page. */
  nameOf: (member: Member) => string;
  onAct: (op: MemberOp, member: Member) => void;
  onApproach: () => void;
  /** Called after a change that needed no dialog. */
  onDone: (diff: AccessChangeDiff) => void;
  /** Called with what stopped such a change, or null when another begins. */
  onFailure: (failure: unknown) => void;
};

/** What the cells of a row need, so that the columns stay the same while rows are selected, and no cell is mounted again. */
export const RowControls = createContext<Controls | null>(null);

/** The checkbox in the heading. */
export function SelectPageCell({ shown }: { shown: number }) {
  const { SelectPage } = use(RowControls)?.cells ?? {};
  return SelectPage && <SelectPage shown={shown} />;
}

/** The checkbox or the menu of a row. */
export function ControlCell({ part, member }: { part: "SelectRow" | "RowActions"; member: Member }) {
  const Part = use(RowControls)?.cells?.[part];
  return Part && <Part member={member} />;
}

/** The org role of a row: a menu for those who may change it, else `children`. */
export function RoleCell({ member, children }: { member: Member; children: ReactNode }) {
  const { cells, powers } = use(RowControls) ?? {};
  return cells && powers?.members ? <cells.RowRole member={member} /> : children;
}

type ExtendProps = { member: Member; membership: Member["ou_memberships"][number] & { expires_at: string } };

/** The button that lets a membership end later, for those who may grant it. */
export function ExtendCell({ member, membership: { unit_id, unit_name: name, role, expires_at } }: ExtendProps) {
  const { cells, powers, nameOf } = use(RowControls) ?? {};
  if (!cells || !nameOf || !powers?.units.some((unit) => unit.unit_id === unit_id)) return null;
  return (
    <cells.ExtendAccess
      unit={{ unit_id, name }}
      member={{ org_member_id: member.org_member_id, name: nameOf(member) }}
      seen={{ role, expires_at }}
      isCompact
    />
  );
}
