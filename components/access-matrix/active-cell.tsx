import type { MatrixData } from "./matrix-data";
import { cellText, FIXED, personName } from "./matrix-words";
import { afterChange, cellKey, type Pending } from "./pending";
import type { Position } from "./selection";

type Props = { data: MatrixData; at: Position; pending: Pending };

/** The active cell in a sentence: whose it is, what is pending, and why it is fixed if it is. */
export function ActiveCell({ data, at: { row, column }, pending }: Props) {
  const [person, unit, cell] = [data.personAt(row), data.units[column], data.cellAt(row, column)];
  if (!person || !unit || cell === undefined) return <p className="mt-2 text-sm">…</p>;
  const change = pending.get(cellKey(person.org_member_id, unit.unit_id));
  return (
    <p className="wrap-anywhere mt-2 text-sm">
      <span className="font-medium">
        {personName(person)} in {unit.name}:
      </span>{" "}
      {person.role === "admin"
        ? `${FIXED}. Change the org role to change this.`
        : change
          ? `${cellText(cell)} → ${cellText(afterChange(cell, change.wanted))}, pending.`
          : `${cellText(cell)}.`}
    </p>
  );
}
