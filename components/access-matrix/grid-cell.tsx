import { CalendarClock, Lock } from "lucide-react";
import { memo } from "react";
import { timeText } from "@/lib/time-text";
import type { Cell, Wanted } from "./cell";
import { gridCell } from "./grid-roles";
import { cellName, FIXED } from "./matrix-words";
import { afterChange } from "./pending";

type Props = {
  column: number;
  /** Undefined until it has been read. */
  cell: Cell | undefined;
  /** The change that is pending; undefined for none. */
  wanted: Wanted | undefined;
  isFixed: boolean;
  isActive: boolean;
  isSelected: boolean;
};

/** A member's role in an org unit. Rendered anew only if it shows something else: hundreds are in view. */
export const GridCell = memo(function GridCell({ column, cell, wanted, isFixed, isActive, isSelected }: Props) {
  const isPending = wanted !== undefined && cell !== undefined;
  return (
    <div
      {...gridCell(column, isActive, isSelected, isFixed)}
      className={`absolute top-0 flex h-full cursor-cell flex-col justify-center border-line border-r border-b px-2 leading-tight outline-offset-[-2px] aria-selected:bg-accent/10 ${isPending ? "border-l-4 border-l-accent" : ""}`}
    >
      {isFixed ? (
        <span className="flex items-center gap-1 text-muted" title={FIXED}>
          <Lock aria-hidden size={11} />
          Admin<span className="sr-only"> of the organization, fixed</span>
        </span>
      ) : cell === undefined ? (
        "…"
      ) : (
        <Role cell={isPending ? afterChange(cell, wanted) : cell} />
      )}
      {isPending && !isFixed && (
        <span className="truncate text-accent text-xs">
          <span className="sr-only">Pending, </span>was {cellName(cell?.role)}
        </span>
      )}
    </div>
  );
});

function Role({ cell }: { cell: Cell }) {
  if (cell === null) {
    return (
      <span className="text-muted">
        <span aria-hidden>–</span>
        <span className="sr-only">No access</span>
      </span>
    );
  }
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
