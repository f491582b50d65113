"use client";

import { createColumnHelper } from "@tanstack/react-table";
import { cutStyle } from "@/components/data-table/cut";
import { DataTable, type tableOfRows } from "@/components/data-table/data-table";
import type { SortLink } from "@/components/data-table/sort-header";
import { RelativeTime } from "@/components/ui/relative-time";
import { UnitLink } from "@/components/units/unit-link";
import type { Lead } from "@/domain/leads/schema";
import { numberText } from "@/lib/number-text";
import type { TableChoices } from "@/lib/table-choices";
import { leadColumnNames as names } from "./lead-list-state";
import { type LeadNames, leadSubtitle, leadTitle } from "./lead-name";
import { ScoreLevel } from "./score-level";

export type LeadRow = Lead & { names: LeadNames };

const column = createColumnHelper<typeof tableOfRows, LeadRow>();

// On a narrow screen a row is a block: the lead and its score first, then the rest.
const columns = column.columns([
  column.accessor((lead) => leadTitle(lead.lead_id, lead.names), {
    id: "name",
    header: "Lead",
    meta: { width: "w-[34%]", cell: "max-sm:col-start-1 max-sm:row-start-1 max-sm:row-span-2" },
    cell: ({ row, getValue }) => {
      const subtitle = leadSubtitle(row.original.lead_id, row.original.names);
      return (
        <span className="flex items-baseline gap-x-2 max-sm:block">
          <UnitLink
            to={`/leads/${row.original.lead_id}`}
            title={getValue()}
            className={`${cutStyle} shrink-0 font-medium text-text leading-6 sm:max-w-3/5`}
          >
            {getValue()}
          </UnitLink>
          <span title={subtitle ?? undefined} className={`${cutStyle} text-muted text-sm`}>
            {subtitle}
          </span>
        </span>
      );
    },
  }),
  column.accessor("score", {
    header: names.score,
    meta: {
      width: "w-[9%]",
      isNumber: true,
      cell: "font-medium max-sm:col-start-2 max-sm:row-start-1 max-sm:justify-self-end",
    },
    cell: ({ getValue }) => numberText(getValue()),
  }),
  column.accessor("score", {
    id: "level",
    header: names.level,
    meta: { width: "w-[9%]", cell: "max-sm:col-start-2 max-sm:row-start-2 max-sm:justify-self-end" },
    cell: ({ getValue }) => <ScoreLevel score={getValue()} />,
  }),
  column.accessor("last_event_at", {
    header: names.last_event_at,
    meta: { width: "w-[15%]", cell: "max-sm:col-start-2 max-sm:row-start-3 max-sm:justify-self-end text-muted" },
    cell: ({ getValue }) => {
      const time = getValue();
      return <span className={cutStyle}>{time ? <RelativeTime value={time} /> : "No event yet"}</span>;
    },
  }),
  column.accessor("owner_name", {
    header: names.owner_name,
    meta: { width: "w-[18%]", cell: "max-sm:col-start-1 max-sm:row-start-3" },
    cell: ({ getValue }) => (
      <span title={getValue() ?? undefined} className={cutStyle}>
        {getValue() ?? <span className="text-muted">No owner</span>}
      </span>
    ),
  }),
  column.accessor("created_at", {
    header: names.created_at,
    meta: { width: "w-[15%]", cell: "max-sm:hidden text-muted" },
    cell: ({ getValue }) => (
      <span className={cutStyle}>
        <RelativeTime value={getValue()} />
      </span>
    ),
  }),
]);

type Props = {
  leads: LeadRow[];
  caption: string;
  sortLinks: Partial<Record<string, SortLink>>;
  choices: TableChoices;
};

/** A page of leads. */
export function LeadsTable({ leads, ...look }: Props) {
  return <DataTable {...look} columns={columns} rows={leads} rowId={(lead) => lead.lead_id} />;
}
