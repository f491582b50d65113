export type Position = { row: number; column: number };
export type Size = { rows: number; columns: number };
export type Range = { top: number; bottom: number; left: number; right: number };

/** The active cell, and the corner from which the selection reaches to it; `whole` widens it to all of its row or column. */
export type Selection = { active: Position; anchor: Position; whole?: "row" | "column" };

type Key = { key: string; ctrlKey: boolean; metaKey: boolean };

export const start: Selection = { active: { row: 0, column: 0 }, anchor: { row: 0, column: 0 } };

const clamp = (value: number, size: number) => Math.max(0, Math.min(size - 1, value));

/** The selected cells, none of them outside the grid. */
export function rangeOf({ active, anchor, whole }: Selection, { rows, columns }: Size): Range {
  const [above, below] = [Math.min(active.row, anchor.row), Math.max(active.row, anchor.row)];
  const [before, after] = [Math.min(active.column, anchor.column), Math.max(active.column, anchor.column)];
  return {
    top: whole === "column" ? 0 : clamp(above, rows),
    bottom: whole === "column" ? rows - 1 : clamp(below, rows),
    left: whole === "row" ? 0 : clamp(before, columns),
    right: whole === "row" ? columns - 1 : clamp(after, columns),
  };
}

export const cellsIn = ({ top, bottom, left, right }: Range): number => (bottom - top + 1) * (right - left + 1);

/** Where a key moves the active cell; null if it is not a key that moves. `page` is the number of rows that are shown. */
export function moved({ row, column }: Position, { key, ctrlKey, metaKey }: Key, size: Size, page: number) {
  const isFar = ctrlKey || metaKey;
  const far = isFar ? Number.POSITIVE_INFINITY : 1;
  const steps: Record<string, [down: number, right: number]> = {
    ArrowUp: [-far, 0],
    ArrowDown: [far, 0],
    ArrowLeft: [0, -far],
    ArrowRight: [0, far],
    PageUp: [-page, 0],
    PageDown: [page, 0],
    Home: [isFar ? -far : 0, Number.NEGATIVE_INFINITY],
    End: [isFar ? far : 0, Number.POSITIVE_INFINITY],
  };
  const step = steps[key];
  return step ? { row: clamp(row + step[0], size.rows), column: clamp(column + step[1], size.columns) } : null;
}

/** The selection after a move: a range from its anchor if it extends, else one cell. */
export const selected = (from: Selection, active: Position, isExtending: boolean): Selection => ({
  active,
  anchor: isExtending ? from.anchor : active,
});
