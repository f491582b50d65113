import type { ReactNode } from "react";
import { classNames } from "@/components/ui/class-names";
import type { TableChoices } from "@/lib/table-choices";
import { HeadingRow } from "./plain-table";
import { cellStyle, rowStyle } from "./table-style";
import { WithRowKeys } from "./with-row-keys";

/** A column of a list that the server draws; the first one is the row's header and cannot be hidden. */
export type BlockColumn<Row> = {
  id: string;
  label: string;
  /** The width and alignment of its heading. */
  width?: string;
  look?: string;
  /** The whole text of a cell that is cut. */
  title?: (row: Row) => string | null | undefined;
  cell: (row: Row) => ReactNode;
};

type Props<Row> = {
  caption: string;
  columns: readonly BlockColumn<Row>[];
  rows: readonly Row[];
  rowId: (row: Row) => string;
  choices: TableChoices;
};

/** A list as a table that the server draws, whose rows are blocks below 640 px, where its headings are only for screen readers. */
export function BlockTable<Row>({ caption, columns, rows, rowId, choices }: Props<Row>) {
  const shown = columns.filter(({ id }, index) => index === 0 || !choices.hidden.includes(id));
  return (
    <WithRowKeys isCompact={choices.isCompact}>
      <table className="w-full border-line border-y text-left sm:table-fixed">
        <caption className="sr-only">{caption}</caption>
        <thead className="max-sm:sr-only">
          <HeadingRow headings={shown.map(({ label, width = "" }) => ({ label, className: width }))} />
        </thead>
        <tbody>
          {rows.map((row) => (
            <tr key={rowId(row)} className={`${rowStyle} max-sm:block max-sm:py-2`}>
              {shown.map(({ id, look = "", title, cell }, index) => {
                const Cell = index === 0 ? "th" : "td";
                return (
                  <Cell
                    key={id}
                    scope={index === 0 ? "row" : undefined}
                    title={title?.(row) ?? undefined}
                    className={classNames(cellStyle, "text-left max-sm:block", index > 0 && "sm:truncate", look)}
                  >
                    {cell(row)}
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

/** The columns that may be hidden, by id, for the menu of a table. */
export const hideable = <Row,>(columns: readonly BlockColumn<Row>[]): Record<string, string> =>
  Object.fromEntries(columns.slice(1).map(({ id, label }) => [id, label]));
