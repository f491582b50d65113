"use client";

import { createContext, use } from "react";
import type { Member } from "@/domain/members/schema";
import type { ChangeOp } from "@/lib/access-change";
import type { Powers } from "./member-ops";
import type { Selection } from "./use-selection";

type Controls = {
  /** The cells that hold the controls; null until their script is there. */
  cells: typeof import("./row-controls") | null;
  selection: Selection;
  powers: Powers;
  /** The member's name, unlike any other on the page. */
  nameOf: (member: Member) => string;
  onAct: (op: ChangeOp, member: Member) => void;
  onApproach: () => void;
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
