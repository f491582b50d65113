"use client";

import { type RowData, type TableOptions, tableFeatures, useTable } from "@tanstack/react-table";
import type { TableChoices } from "@/lib/table-choices";
import { SortHeader, type SortLink } from "./sort-header";
import { cellStyle, headingStyle, numberStyle, rowStyle } from "./table-style";
import { WithRowKeys } from "./with-row-keys";

type ColumnLook = {
  /** Fixed, so that columns don't move while rows or the font are loading. */
  width: string;
  /** Cell styles, including the position in the two-column block that a row becomes on a narrow screen. */
  cell?: string;
  /** A column of checkboxes or menus, which is not the row's header. */
  isControl?: boolean;
  isNumber?: boolean;
};

/** The features that DataTable columns are created with. */
export const tableOfRows = tableFeatures({ columnMeta: {} as ColumnLook });

type Features = typeof tableOfRows;
type SortLinks = Partial<Record<string, SortLink>>;

const unsorted: SortLinks = {};

type Props<Row extends RowData> = {
  caption: string;
  /** The first column that holds no controls is the row's header. */
  columns: TableOptions<Features, Row>["columns"];
  rows: Row[];
  rowId: (row: Row) => string;
  /** By column id, for sortable columns. */
  sortLinks?: SortLinks;
  choices: TableChoices;
  /** Whether the first column selects rows. */
  hasSelection?: boolean;
  /** The columns of the block that a row becomes on a narrow screen. */
  narrowColumns?: string;
};

const TWO_COLUMNS = "max-sm:grid-cols-[minmax(0,1fr)_auto]";

/** A page of rows; below 640 px each row is a block. The server sorts: headings are links to the other order. */
export function DataTable<Row extends RowData>(props: Props<Row>) {
  const { caption, columns, rows, rowId, sortLinks = unsorted, choices, narrowColumns = TWO_COLUMNS } = props;
  const table = useTable({ features: tableOfRows, columns, data: rows, getRowId: rowId });
  const isShown = ({ column }: { column: { id: string } }) => !choices.hidden.includes(column.id);
  return (
    <WithRowKeys isCompact={choices.isCompact} hasSelection={props.hasSelection ?? false}>
      <table className="w-full table-fixed border-line border-y text-left max-sm:block">
        <caption className="sr-only">{caption}</caption>
        <thead className="max-sm:hidden">
          {table.getHeaderGroups().map((group) => (
            <tr key={group.id}>
              {group.headers.filter(isShown).map((header) => {
                const { id, columnDef } = header.column;
                const { width = "", isNumber } = columnDef.meta ?? {};
                const link = sortLinks[id];
                return (
                  <th
                    key={header.id}
                    scope="col"
                    aria-sort={link?.direction ? (link.direction === "asc" ? "ascending" : "descending") : undefined}
                    className={`${headingStyle} ${width} ${isNumber ? numberStyle : "text-left"}`}
                  >
                    {link ? (
                      <SortHeader label={String(columnDef.header)} link={link} isNumber={isNumber ?? false} />
                    ) : (
                      <table.FlexRender header={header} />
                    )}
                  </th>
                );
              })}
            </tr>
          ))}
        </thead>
        <tbody className="max-sm:block">
          {table.getRowModel().rows.map((row) => (
            <tr
              key={row.id}
              className={`${rowStyle} max-sm:grid max-sm:gap-x-3 max-sm:gap-y-0.5 max-sm:py-2 ${narrowColumns}`}
            >
              {row
                .getAllCells()
                .filter(isShown)
                .map((cell, index, cells) => {
                  const isHeader = index === cells.findIndex(({ column }) => !column.columnDef.meta?.isControl);
                  const Cell = isHeader ? "th" : "td";
                  const { cell: look = "", isNumber } = cell.column.columnDef.meta ?? {};
                  return (
                    <Cell
                      key={cell.id}
                      scope={isHeader ? "row" : undefined}
                      className={`${cellStyle} ${isNumber ? numberStyle : "text-left"} ${look}`}
                    >
                      <table.FlexRender cell={cell} />
                    </Cell>
                  );
                })}
            </tr>
          ))}
        </tbody>
      </table>
    </WithRowKeys>
  );
}
