"use client";

import { createColumnHelper } from "@tanstack/react-table";
import { useMemo } from "react";
import { DataTable, type tableOfRows } from "@/components/data-table/data-table";
import type { SortLink } from "@/components/data-table/sort-header";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Member } from "@/domain/members/schema";
import { numberText } from "@/lib/number-text";
import { roleNames } from "./role-words";
import { StatusBadge } from "./status-badge";

const UNITS_SHOWN = 2;

const column = createColumnHelper<typeof tableOfRows, Member>();

// On a narrow screen a row is a block: name and role first, then the rest.
const columnsFor = (seesEveryUnit: boolean) =>
  column.columns([
    column.accessor((member) => `${member.first_name} ${member.last_name}`, {
      id: "name",
      header: "Name",
      meta: { width: "w-[22%]", cell: "max-sm:col-start-1 max-sm:row-start-1" },
      cell: ({ row, getValue }) => (
        <>
          <Link
            href={`/dashboard/members/${row.original.org_member_id}`}
            className="inline-block min-h-6 wrap-anywhere font-medium text-text"
          >
            {getValue()}
          </Link>{" "}
          <StatusBadge status={row.original.status} />
        </>
      ),
    }),
    column.accessor("email", {
      header: "E-mail",
      meta: { width: "w-[28%]", cell: "max-sm:col-span-2 max-sm:row-start-2 text-muted" },
      cell: ({ getValue }) => <span className="break-all">{getValue()}</span>,
    }),
    column.accessor("role", {
      header: "Org role",
      meta: { width: "w-[13%]", cell: "max-sm:col-start-2 max-sm:row-start-1 max-sm:justify-self-end" },
      cell: ({ getValue }) => (
        <Badge tone={getValue() === "admin" ? "accent" : "neutral"}>{roleNames[getValue()]}</Badge>
      ),
    }),
    column.accessor("ou_memberships", {
      header: "Org units",
      meta: { width: "w-[21%]", cell: "max-sm:col-start-1 max-sm:row-start-3" },
      cell: ({ row, getValue }) => (
        <Units memberships={getValue()} isOrgAdmin={row.original.role === "admin"} seesEveryUnit={seesEveryUnit} />
      ),
    }),
    column.accessor("created_at", {
      header: "Added",
      meta: { width: "w-[16%]", cell: "max-sm:col-start-2 max-sm:row-start-3 max-sm:justify-self-end text-muted" },
      cell: ({ getValue }) => <RelativeTime value={getValue()} />,
    }),
  ]);

type UnitsProps = { memberships: Member["ou_memberships"]; isOrgAdmin: boolean; seesEveryUnit: boolean };

function Units({ memberships, isOrgAdmin, seesEveryUnit }: UnitsProps) {
  if (isOrgAdmin) return <span className="text-muted">All</span>;
  if (memberships.length === 0) return <span className="text-muted">{seesEveryUnit ? "None" : "None of yours"}</span>;
  const names = memberships.slice(0, UNITS_SHOWN).map((membership) => membership.unit_name);
  const more = memberships.length - names.length;
  return (
    <span className="wrap-anywhere">
      {names.join(", ")}
      {more > 0 && (
        <span
          className="whitespace-nowrap text-muted tabular-nums"
          title={memberships.map((m) => m.unit_name).join(", ")}
        >
          {" "}
          +{numberText(more)} more
        </span>
      )}
    </span>
  );
}

type Props = {
  members: Member[];
  caption: string;
  sortLinks: Partial<Record<string, SortLink>>;
  /** Whether the viewer sees every membership, so that "None" is accurate. */
  seesEveryUnit: boolean;
};

/** A page of members. */
export function MembersTable({ members, caption, sortLinks, seesEveryUnit }: Props) {
  const columns = useMemo(() => columnsFor(seesEveryUnit), [seesEveryUnit]);
  return (
    <DataTable
      caption={caption}
      columns={columns}
      rows={members}
      rowId={(member) => member.org_member_id}
      sortLinks={sortLinks}
    />
  );
}
