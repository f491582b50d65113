import type { MatrixData } from "./matrix-data";
import { readCells, readRole } from "./pasted-roles";
import { afterChange, cellKey, type Edit, type Pending } from "./pending";
import type { Position, Range } from "./selection";

/** Where a text from a spreadsheet goes: from the selection's first cell on, or a single cell into all that are selected. */
export function pastedOver(selected: Range, text: string) {
  const cells = readCells(text);
  const width = Math.max(...cells.map((line) => line.length));
  const { top, left } = selected;
  const isOne = cells.length === 1 && width === 1;
  const range = isOne ? selected : { top, left, bottom: top + cells.length - 1, right: left + width - 1 };
  const wantedAt = ({ row, column }: Position): Pick<Edit, "wanted" | "text"> => {
    const text = (isOne ? cells[0]?.[0] : cells[row - top]?.[column - left]) ?? "";
    return { wanted: readRole(text), text };
  };
  return { range, wantedAt };
}

/** Cells that have been read, as a spreadsheet takes them; pending changes count. */
export function copiedText(data: MatrixData, { top, bottom, left, right }: Range, pending: Pending): string {
  const lines: string[] = [];
  for (let row = top; row <= bottom; row += 1) {
    const person = data.personAt(row);
    const texts: string[] = [];
    for (let column = left; column <= right; column += 1) {
      const change = pending.get(cellKey(person?.org_member_id ?? "", data.units[column]?.unit_id ?? ""));
      const read = data.cellAt(row, column) ?? null;
      const cell = change ? afterChange(read, change.wanted) : read;
      const role = person?.role === "admin" ? "admin" : (cell?.role ?? "");
      texts.push(cell?.expires_at ? `${role} until ${cell.expires_at}` : role);
    }
    lines.push(texts.join("\t"));
  }
  return lines.join("\n");
}
