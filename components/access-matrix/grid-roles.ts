import type { CSSProperties } from "react";
import type { Range, Size } from "./selection";

/** The sizes of the grid's parts in CSS pixels: every row and column is alike, so what is shown can be computed. */
export const ROW = 44;
export const COLUMN = 132;
export const NAME = 232;

// The attributes of the WAI-ARIA grid pattern. Rows and columns count from 1, and the headings are the first of each.

export const gridAria = (label: string, { rows, columns }: Size) => ({
  role: "grid",
  "aria-label": label,
  "aria-rowcount": rows + 1,
  "aria-colcount": columns + 1,
  "aria-multiselectable": true,
});

const widthOf = (columns: number) => NAME + columns * COLUMN;

/** The size of everything, shown or not. */
export const wholeSize = ({ rows, columns }: Size): CSSProperties => ({
  width: widthOf(columns),
  height: (rows + 1) * ROW,
});

export const headingRow = (columns: number) => ({
  role: "row",
  "aria-rowindex": 1,
  style: { width: widthOf(columns), height: ROW },
});

export const dataRow = (row: number, columns: number) => ({
  role: "row",
  "aria-rowindex": row + 2,
  style: { top: (row + 1) * ROW, width: widthOf(columns), height: ROW },
});

/** The heading above the rows' headings. */
export const corner = { role: "columnheader", "aria-colindex": 1, style: { width: NAME } };
export const rowHeading = { role: "rowheader", "aria-colindex": 1, style: { width: NAME } };

const at = (column: number) => ({
  "aria-colindex": column + 2,
  style: { left: NAME + column * COLUMN, width: COLUMN },
});

export const columnHeading = (column: number) => ({ role: "columnheader", ...at(column) });

/** Only the active cell is a tab stop. */
export const gridCell = (column: number, isActive: boolean, isSelected: boolean, isFixed: boolean) => ({
  role: "gridcell",
  tabIndex: isActive ? 0 : -1,
  "aria-selected": isSelected,
  "aria-readonly": isFixed || undefined,
  ...at(column),
});

type Box = Pick<HTMLElement, "scrollTop" | "scrollLeft" | "clientWidth" | "clientHeight">;
const OVERSCAN = 2;

/** The cells that are in view, and a few around them. */
export function inView({ scrollTop, scrollLeft, clientWidth, clientHeight }: Box, { rows, columns }: Size): Range {
  const first = (offset: number, size: number) => Math.max(0, Math.floor(offset / size) - OVERSCAN);
  const last = (offset: number, size: number, count: number) =>
    Math.min(count - 1, Math.ceil(offset / size) + OVERSCAN - 1);
  return {
    top: first(scrollTop, ROW),
    bottom: last(scrollTop + clientHeight - ROW, ROW, rows),
    left: first(scrollLeft, COLUMN),
    right: last(scrollLeft + clientWidth - NAME, COLUMN, columns),
  };
}

/** Scrolls so far that the cell is in view beside the headings. */
export function reveal(box: HTMLElement, { row, column }: { row: number; column: number }): void {
  const [top, left] = [row * ROW, column * COLUMN];
  box.scrollTop = Math.min(top, Math.max(box.scrollTop, top + 2 * ROW - box.clientHeight));
  box.scrollLeft = Math.min(left, Math.max(box.scrollLeft, left + COLUMN + NAME - box.clientWidth));
}
