import { memo } from "react";
import { statusNames } from "@/components/members/status-words";
import { GridCell } from "./grid-cell";
import { dataRow, rowHeading } from "./grid-roles";
import type { MatrixData } from "./matrix-data";
import { personName } from "./matrix-words";
import { cellKey, type Pending, type Person } from "./pending";

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
    <div {...dataRow(row, data.units.length)} className="absolute left-0 contain-strict">
      <RowHeading person={person} />
      {columns.map((column) => {
        const unitId = data.units[column]?.unit_id ?? "";
        return (
          <GridCell
            key={unitId}
            column={column}
            cell={data.cellAt(row, column)}
            wanted={person && pending.get(cellKey(person.org_member_id, unitId))?.wanted}
            isFixed={person?.role === "admin"}
            isActive={column === active}
            isSelected={column >= from && column <= to}
          />
        );
      })}
    </div>
  );
});

const RowHeading = memo(function RowHeading({ person }: { person: Person | undefined }) {
  return (
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
  );
});
