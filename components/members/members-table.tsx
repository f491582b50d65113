"use client";

import { createColumnHelper, rowSortingFeature, tableFeatures, useTable } from "@tanstack/react-table";
import Link from "next/link";
import { useMemo } from "react";
import { SortHeader, type SortLink } from "@/components/data-table/sort-header";
import { Badge } from "@/components/ui/badge";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Member } from "@/domain/members/schema";
import { roleNames } from "./role-words";
import { StatusBadge } from "./status-badge";

const UNITS_SHOWN = 2;

/** Whether the one who looks sees every membership, so that "none" is the whole truth. */
type Meta = { seesEveryUnit: boolean };

const features = tableFeatures({ rowSortingFeature, tableMeta: {} as Meta });
const column = createColumnHelper<typeof features, Member>();
const columns = column.columns([
  column.accessor((member) => `${member.first_name} ${member.last_name}`, {
    id: "name",
    header: "Name",
    cell: ({ row, getValue }) => (
      <>
        <Link
          href={`/dashboard/members/${row.original.org_member_id}`}
          prefetch={false}
          className="inline-block min-h-6 break-words font-medium text-text"
        >
          {getValue()}
        </Link>{" "}
        <StatusBadge status={row.original.status} />
      </>
    ),
  }),
  column.accessor("email", {
    header: "E-mail",
    cell: ({ getValue }) => <span className="break-all">{getValue()}</span>,
  }),
  column.accessor("role", {
    header: "Org role",
    cell: ({ getValue }) => <Badge tone={getValue() === "admin" ? "accent" : "neutral"}>{roleNames[getValue()]}</Badge>,
  }),
  column.accessor("ou_memberships", {
    header: "Units",
    cell: ({ row, getValue, table }) => (
      <Units
        memberships={getValue()}
        isOrgAdmin={row.original.role === "admin"}
        seesEveryUnit={table.options.meta?.seesEveryUnit ?? false}
      />
    ),
  }),
  column.accessor("created_at", { header: "Added", cell: ({ getValue }) => <RelativeTime value={getValue()} /> }),
]);

type UnitsProps = { memberships: Member["ou_memberships"]; isOrgAdmin: boolean; seesEveryUnit: boolean };

function Units({ memberships, isOrgAdmin, seesEveryUnit }: UnitsProps) {
  if (isOrgAdmin) return <span className="text-muted">Every unit</span>;
  if (memberships.length === 0) return <span className="text-muted">{seesEveryUnit ? "None" : "None of yours"}</span>;
  const names = memberships.slice(0, UNITS_SHOWN).map((membership) => membership.unit_name);
  const more = memberships.length - names.length;
  return (
    <span className="break-words">
      {names.join(", ")}
      {more > 0 && (
        <span
          className="whitespace-nowrap text-muted tabular-nums"
          title={memberships.map((m) => m.unit_name).join(", ")}
        >
          {" "}
          +{more} more
        </span>
      )}
    </span>
  );
}

// On a narrow screen a row is a block: name and role, then what else there is.
const cellStyles: Record<string, string> = {
  name: "max-sm:col-start-1 max-sm:row-start-1",
  email: "max-sm:col-span-2 max-sm:row-start-2 text-muted",
  role: "max-sm:col-start-2 max-sm:row-start-1 max-sm:justify-self-end",
  ou_memberships: "max-sm:col-start-1 max-sm:row-start-3",
  created_at: "max-sm:col-start-2 max-sm:row-start-3 max-sm:justify-self-end text-muted",
};

// Fixed, so that no column moves while rows or the font are still on their way.
const columnWidths: Record<string, string> = {
  name: "w-[22%]",
  email: "w-[28%]",
  role: "w-[13%]",
  ou_memberships: "w-[21%]",
  created_at: "w-[16%]",
};

type Props = Meta & { members: Member[]; caption: string; sortLinks: Partial<Record<string, SortLink>> };

/** A page of members. The server sorts: a heading is the link to the other order. */
export function MembersTable({ members, caption, sortLinks, seesEveryUnit }: Props) {
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
    data: members,
    manualSorting: true,
    meta: { seesEveryUnit },
    state: { sorting },
    getRowId: (member) => member.org_member_id,
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
            className="border-line border-b last:border-b-0 hover:bg-raised max-sm:grid max-sm:grid-cols-[1fr_auto] max-sm:gap-x-3 max-sm:py-2"
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
