"use client";

import type { ClipboardEvent, KeyboardEvent, MouseEvent, RefObject } from "react";
import type { Wanted } from "./cell";
import { copiedText, pastedOver } from "./clipboard";
import { ROW } from "./grid-roles";
import type { MatrixData } from "./matrix-data";
import type { Edit, Pending } from "./pending";
import { roleKeys } from "./role-buttons";
import { moved, type Position, type Range, type Selection, type Size, selected } from "./selection";

type Grid = {
  data: MatrixData;
  size: Size;
  selection: Selection;
  select: (selection: Selection) => void;
  range: Range;
  box: RefObject<HTMLElement | null>;
  say: (text: string) => void;
  edit: (range: Range, wantedAt: (at: Position) => Pick<Edit, "wanted" | "text">) => void;
  set: (range: Range, wanted: Wanted) => void;
  pending: Pending;
  onReview: () => void;
};

const indexOf = (element: Element | null | undefined, attribute: string) =>
  Number(element?.getAttribute(attribute) ?? 0) - 2;

/** What keys, clicks and the clipboard do in the grid. */
export function useGridEvents(grid: Grid) {
  const { data, size, selection, select, range, box, say, edit, set, pending, onReview } = grid;
  const { active } = selection;

  function onKeyDown(event: KeyboardEvent) {
    const { key, shiftKey, altKey } = event;
    const isCommand = event.ctrlKey || event.metaKey;
    const page = Math.max(1, Math.floor((box.current?.clientHeight ?? 0) / ROW) - 2);
    const to = altKey ? null : moved(active, event, size, page);
    const role =
      isCommand || altKey ? undefined : roleKeys.find((one) => one.key === key.toLowerCase() || one.key === key);
    if (to) select(selected(selection, to, shiftKey));
    else if (key === " " && shiftKey) select({ ...selection, whole: "row" });
    else if (key === " " && event.ctrlKey) select({ ...selection, whole: "column" });
    else if (key === "Escape") select(selected(selection, active, false));
    else if (key === "Enter" && isCommand) onReview();
    else if (role) set(range, role.wanted);
    else if (key === "Backspace") set(range, null);
    else return;
    event.preventDefault();
  }

  function onClick({ target, shiftKey }: MouseEvent) {
    const part = (target as Element).closest("[role=gridcell], [role=rowheader], [role=columnheader]");
    const row = indexOf(part?.closest("[role=row]"), "aria-rowindex");
    const column = indexOf(part, "aria-colindex");
    if (!part || (row < 0 && column < 0)) return;
    if (row < 0) return select({ ...selected(selection, { row: active.row, column }, shiftKey), whole: "column" });
    if (column < 0) return select({ ...selected(selection, { row, column: active.column }, shiftKey), whole: "row" });
    select(selected(selection, { row, column }, shiftKey));
  }

  function onPaste(event: ClipboardEvent) {
    event.preventDefault();
    const pasted = pastedOver(range, event.clipboardData.getData("text/plain"));
    edit(pasted.range, pasted.wantedAt);
  }

  function onCopy(event: ClipboardEvent) {
    event.preventDefault();
    if (!data.isRead(range)) return say("Some of these cells have not been in view yet. Copy fewer, or export them.");
    event.clipboardData.setData("text/plain", copiedText(data, range, pending));
  }

  return { onKeyDown, onClick, onPaste, onCopy };
}
