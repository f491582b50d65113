import { CalendarClock, Lock } from "lucide-react";
import { memo } from "react";
import { statusNames } from "@/components/members/status-words";
import type { MatrixColumn } from "@/domain/access-matrix/schema";
import { timeText } from "@/lib/time-text";
import type { Cell } from "./cell";
import { dataRow, gridCell, rowHeading } from "./grid-roles";
import type { MatrixData } from "./matrix-data";
import { cellName, FIXED, personName } from "./matrix-words";
import { afterChange, cellKey, type Pending } from "./pending";

type Props = {
  row: number;
  columns: readonly number[];
  data: MatrixData;
  /** Of the data; a row is rendered anew for another one. */
  version: number;
  pending: Pending;
  /** The active column, if the row has the active cell; and the first and last selected one. */
  active: number | null;
  from: number;
  to: number;
};

/** A person's row: those of its cells that are in view. */
export const GridRow = memo(function GridRow({ row, columns, data, pending, active, from, to }: Props) {
  const person = data.personAt(row);
  return (
    <div {...dataRow(row, data.units.length)} className="absolute left-0">
      <div
        {...rowHeading}
        className="sticky left-0 z-10 flex h-full flex-col justify-center border-line border-r border-b bg-page px-2 leading-tight"
      >
        <span className="truncate font-medium">{person ? personName(person) : "…"}</span>
        {person && (
          <span className="truncate text-muted text-xs">
            {person.status !== "active" && `${statusNames[person.status]} · `}
            {person.email}
          </span>
        )}
      </div>
      {columns.map((column) => {
        const unit = data.units[column] as MatrixColumn;
        const isFixed = person?.role === "admin";
        const change = person && pending.get(cellKey(person.org_member_id, unit.unit_id));
        const cell = data.cellAt(row, column);
        return (
          <div
            key={unit.unit_id}
            {...gridCell(column, column === active, column >= from && column <= to, isFixed)}
            className={`absolute top-0 flex h-full cursor-cell flex-col justify-center border-line border-r border-b px-2 leading-tight outline-offset-[-2px] aria-selected:bg-accent/10 ${change ? "border-l-4 border-l-accent" : ""}`}
          >
            {isFixed ? (
              <Fixed />
            ) : cell === undefined ? (
              "…"
            ) : change ? (
              <>
                <Shown cell={afterChange(cell, change.wanted)} />
                <span className="truncate text-accent text-xs">
                  <span className="sr-only">Pending, </span>was {cellName(cell?.role)}
                </span>
              </>
            ) : (
              <Shown cell={cell} />
            )}
          </div>
        );
      })}
    </div>
  );
});

function Shown({ cell }: { cell: Cell }) {
  if (cell === null)
    return (
      <span className="text-muted">
        <span aria-hidden>–</span>
        <span className="sr-only">No access</span>
      </span>
    );
  return (
    <>
      <span>{cellName(cell.role)}</span>
      {cell.expires_at && (
        <span className="flex items-center gap-1 truncate text-warn text-xs">
          <CalendarClock aria-hidden size={11} />
          until {timeText(cell.expires_at, "day", true)}
        </span>
      )}
    </>
  );
}

const Fixed = () => (
  <span className="flex items-center gap-1 text-muted" title={FIXED}>
    <Lock aria-hidden size={11} />
    Admin<span className="sr-only"> of the organization, fixed</span>
  </span>
);
