"use client";

import { createColumnHelper } from "@tanstack/react-table";
import { DataTable, type tableOfRows } from "@/components/data-table/data-table";
import type { SortLink } from "@/components/data-table/sort-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { UnitLink } from "@/components/units/unit-link";
import type { Lead } from "@/domain/leads/schema";
import { numberText } from "@/lib/number-text";
import { type LeadNames, leadSubtitle, leadTitle } from "./lead-name";
import { ScoreLevel } from "./score-level";

export type LeadRow = Lead & { names: LeadNames };

const column = createColumnHelper<typeof tableOfRows, LeadRow>();

// On a narrow screen a row is a block: the lead and its score first, then the rest.
const columns = column.columns([
  column.accessor((lead) => leadTitle(lead.lead_id, lead.names), {
    id: "name",
    header: "Lead",
    meta: { width: "w-[34%]", cell: "max-sm:col-start-1 max-sm:row-start-1 max-sm:row-span-2 wrap-anywhere" },
    cell: ({ row, getValue }) => (
      <>
        <UnitLink
          to={`/leads/${row.original.lead_id}`}
          className="inline-block min-h-6 wrap-anywhere font-medium text-text"
        >
          {getValue()}
        </UnitLink>
        <span className="block text-muted text-sm">{leadSubtitle(row.original.lead_id, row.original.names)}</span>
      </>
    ),
  }),
  column.accessor("score", {
    header: "Score",
    meta: { width: "w-[9%]", cell: "max-sm:col-start-2 max-sm:row-start-1 max-sm:justify-self-end" },
    cell: ({ getValue }) => <span className="font-medium tabular-nums">{numberText(getValue())}</span>,
  }),
  column.accessor("score", {
    id: "level",
    header: "Level",
    meta: { width: "w-[9%]", cell: "max-sm:col-start-2 max-sm:row-start-2 max-sm:justify-self-end" },
    cell: ({ getValue }) => <ScoreLevel score={getValue()} />,
  }),
  column.accessor("last_event_at", {
    header: "Last event",
    meta: { width: "w-[15%]", cell: "max-sm:col-start-2 max-sm:row-start-3 max-sm:justify-self-end text-muted" },
    cell: ({ getValue }) => {
      const time = getValue();
      return time ? <RelativeTime value={time} /> : "No event yet";
    },
  }),
  column.accessor("owner_name", {
    header: "Owner",
    meta: { width: "w-[18%]", cell: "max-sm:col-start-1 max-sm:row-start-3 wrap-anywhere" },
    cell: ({ getValue }) => getValue() ?? <span className="text-muted">No owner</span>,
  }),
  column.accessor("created_at", {
    header: "Added",
    meta: { width: "w-[15%]", cell: "max-sm:hidden text-muted" },
    cell: ({ getValue }) => <RelativeTime value={getValue()} />,
  }),
]);

type Props = { leads: LeadRow[]; caption: string; sortLinks: Partial<Record<string, SortLink>> };

/** A page of leads. */
export function LeadsTable({ leads, caption, sortLinks }: Props) {
  return (
    <DataTable caption={caption} columns={columns} rows={leads} rowId={(lead) => lead.lead_id} sortLinks={sortLinks} />
  );
}
