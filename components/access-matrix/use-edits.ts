"use client";

import { type Dispatch, type SetStateAction, useState } from "react";
import { MATRIX_CELLS } from "@/lib/batch-limits";
import { numberText } from "@/lib/number-text";
import type { Wanted } from "./cell";
import type { MatrixData } from "./matrix-data";
import { addEdits, type Edit, type Pending, type Refused } from "./pending";
import { cellsIn, type Position, type Range } from "./selection";

/** What became of the last edit: what was set, what was refused, or why nothing could be read. */
export type Report = { set: number; refused: Refused[] } | { text: string } | { failure: unknown };

type SetPending = Dispatch<SetStateAction<Pending>>;

/** Sets cells of the matrix as pending changes, after reading those that have not been in view. */
export function useEdits(data: MatrixData, setPending: SetPending) {
  const [report, setReport] = useState<Report | null>(null);

  async function edit(range: Range, wantedAt: (at: Position) => Pick<Edit, "wanted" | "text">) {
    if (cellsIn(range) > MATRIX_CELLS) {
      return setReport({ text: `At most ${numberText(MATRIX_CELLS)} cells can be set at once. Select fewer.` });
    }
    const last = {
      ...range,
      bottom: Math.min(range.bottom, data.total - 1),
      right: Math.min(range.right, data.units.length - 1),
    };
    if (!data.isRead(last)) setReport({ text: "Reading the cells that have not been in view…" });
    try {
      await data.load(last);
    } catch (failure) {
      return setReport({ failure });
    }
    const edits: Edit[] = [];
    for (let row = range.top; row <= range.bottom; row += 1) {
      for (let column = range.left; column <= range.right; column += 1) {
        const [person, unit, current] = [data.personAt(row), data.units[column], data.cellAt(row, column) ?? null];
        edits.push({ row, column, person, unit, current, ...wantedAt({ row, column }) });
      }
    }
    setPending((pending) => addEdits(pending, edits).pending);
    const { refused } = addEdits(new Map(), edits);
    setReport({ set: edits.length - refused.length, refused });
  }

  const set = (range: Range, wanted: Wanted) => edit(range, () => ({ wanted }));
  const say = (text: string) => setReport({ text });
  return { report, say, edit, set };
}
