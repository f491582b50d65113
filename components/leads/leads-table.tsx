"use client";

import { createColumnHelper, rowSortingFeature, tableFeatures, useTable } from "@tanstack/react-table";
import Link from "next/link";
import { useMemo } from "react";
import { SortHeader, type SortLink } from "@/components/data-table/sort-header";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Lead } from "@/domain/leads/schema";
import { LEADS_PATH } from "./lead-list-state";
import { type LeadNames, leadSubtitle, leadTitle } from "./lead-name";
import { ScoreLevel } from "./score-level";

export type LeadRow = Lead & { names: LeadNames | undefined };

const number = new Intl.NumberFormat("en");
const features = tableFeatures({ rowSortingFeature });
const column = createColumnHelper<typeof features, LeadRow>();
const columns = column.columns([
  column.accessor((lead) => leadTitle(lead.lead_id, lead.names), {
    id: "name",
    header: "Lead",
    cell: ({ row, getValue }) => (
      <>
        <Link
          href={`${LEADS_PATH}/${row.original.lead_id}`}
          prefetch={false}
          className="inline-block min-h-6 break-words font-medium text-text"
        >
          {getValue()}
        </Link>
        <span className="block text-muted text-sm">{leadSubtitle(row.original.lead_id, row.original.names)}</span>
      </>
    ),
  }),
  column.accessor("score", {
    header: "Score",
    cell: ({ getValue }) => <span className="font-medium tabular-nums">{number.format(getValue())}</span>,
  }),
  column.accessor("score", { id: "level", header: "Level", cell: ({ getValue }) => <ScoreLevel score={getValue()} /> }),
  column.accessor("last_event_at", {
    header: "Last event",
    cell: ({ getValue }) => {
      const time = getValue();
      return time ? <RelativeTime value={time} /> : "None yet";
    },
  }),
  column.accessor("owner_name", {
    header: "Owner",
    cell: ({ getValue }) => getValue() ?? <span className="text-muted">Nobody</span>,
  }),
  column.accessor("created_at", { header: "Came", cell: ({ getValue }) => <RelativeTime value={getValue()} /> }),
]);

// On a narrow screen a row is a block: who it is and how warm, then what else there is.
const cellStyles: Record<string, string> = {
  name: "max-sm:col-start-1 max-sm:row-start-1 max-sm:row-span-2 wrap-anywhere",
  score: "max-sm:col-start-2 max-sm:row-start-1 max-sm:justify-self-end",
  level: "max-sm:col-start-2 max-sm:row-start-2 max-sm:justify-self-end",
  last_event_at: "max-sm:col-span-2 max-sm:row-start-4 text-muted",
  owner_name: "max-sm:col-span-2 max-sm:row-start-3 break-words",
  created_at: "max-sm:hidden text-muted",
};

// Fixed, so that no column moves while rows or the font are still on their way.
const columnWidths: Record<string, string> = {
  name: "w-[34%]",
  score: "w-[9%]",
  level: "w-[9%]",
  last_event_at: "w-[15%]",
  owner_name: "w-[18%]",
  created_at: "w-[15%]",
};

type Props = { leads: LeadRow[]; caption: string; sortLinks: Partial<Record<string, SortLink>> };

/** A page of leads. The server sorts: a heading is the link to the other order. */
export function LeadsTable({ leads, caption, sortLinks }: Props) {
  const sorting = useMemo(
    () =>
      Object.entries(sortLinks).flatMap(([id, link]) =>
        link?.direction ? [{ id, desc: link.direction === "desc" }] : [],
      ),
    [sortLinks],
  );
  const table = useTable({
    features,
    columns,
    data: leads,
    manualSorting: true,
    state: { sorting },
    getRowId: (lead) => lead.lead_id,
  });
  return (
    <table className="w-full table-fixed border-line border-y text-left max-sm:block">
      <caption className="sr-only">{caption}</caption>
      <thead className="max-sm:hidden">
        {table.getHeaderGroups().map((group) => (
          <tr key={group.id} className="border-line border-b">
            {group.headers.map((header) => {
              const link = sortLinks[header.column.id];
              const order = header.column.getIsSorted();
              return (
                <th
                  key={header.id}
                  scope="col"
                  aria-sort={order === "asc" ? "ascending" : order === "desc" ? "descending" : undefined}
                  className={`py-1.5 pr-4 font-medium text-muted text-sm last:pr-0 ${columnWidths[header.column.id] ?? ""}`}
                >
                  {link ? (
                    <SortHeader label={String(header.column.columnDef.header)} link={link} />
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
            className="border-line border-b last:border-b-0 hover:bg-raised max-sm:grid max-sm:grid-cols-[minmax(0,1fr)_auto] max-sm:gap-x-3 max-sm:py-2"
          >
            {row.getAllCells().map((cell) => {
              const isName = cell.column.id === "name";
              const Cell = isName ? "th" : "td";
              return (
                <Cell
                  key={cell.id}
                  scope={isName ? "row" : undefined}
                  className={`py-1.5 pr-4 text-left align-top font-normal last:pr-0 max-sm:p-0 ${cellStyles[cell.column.id] ?? ""}`}
                >
                  <table.FlexRender cell={cell} />
                </Cell>
              );
            })}
          </tr>
        ))}
      </tbody>
    </table>
  );
}
