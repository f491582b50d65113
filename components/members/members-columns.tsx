import { createColumnHelper } from "@tanstack/react-table";
import type { tableOfRows } from "@/components/data-table/data-table";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Member } from "@/domain/members/schema";
import { Avatar } from "./avatar";
import { MemberUnits } from "./member-units";
import { roleNames } from "./role-words";
import { ControlCell, SelectPageCell } from "./row-controls-context";
import { StatusBadge } from "./status-badge";

const column = createColumnHelper<typeof tableOfRows, Member>();

type Options = { seesEveryUnit: boolean; selfId: string; hasControls: boolean };

/** The columns of a list of members; on a narrow screen a row is a block: name and role first, then the rest. */
export function memberColumns({ hasControls, ...options }: Options) {
  if (!hasControls)
    return column.columns(dataColumns({ ...options, first: "max-sm:col-start-1", last: "max-sm:col-start-2" }));
  return column.columns([
    column.display({
      id: "select",
      header: ({ table }) => <SelectPageCell shown={table.options.data.length} />,
      meta: { isControl: true, width: "w-10", cell: "max-sm:col-start-1 max-sm:row-start-1" },
      cell: ({ row }) => <ControlCell part="SelectRow" member={row.original} />,
    }),
    ...dataColumns({ ...options, first: "max-sm:col-start-2", last: "max-sm:col-start-3" }),
    column.display({
      id: "actions",
      header: () => <span className="sr-only">Actions</span>,
      meta: { isControl: true, width: "w-8", cell: "max-sm:-col-end-1 max-sm:row-start-1 max-sm:justify-self-end" },
      cell: ({ row }) => <ControlCell part="RowActions" member={row.original} />,
    }),
  ]);
}

type DataOptions = Omit<Options, "hasControls"> & {
  /** Where the name and where the time begin on a narrow screen. */
  first: string;
  last: string;
};

const dataColumns = ({ seesEveryUnit, selfId, first, last }: DataOptions) =>
  column.columns([
    column.accessor((member) => `${member.first_name} ${member.last_name}`, {
      id: "name",
      header: "Name",
      meta: { width: "w-[25%]", cell: `max-sm:row-start-1 ${first}` },
      cell: ({ row: { original: member }, getValue }) => (
        <span className="flex gap-2">
          <Avatar {...member} />
          <span className="min-w-0">
            <Link
              href={`/dashboard/members/${member.org_member_id}`}
              className="inline-block min-h-6 wrap-anywhere font-medium text-text"
            >
              {getValue()}
            </Link>{" "}
            {member.org_member_id === selfId && <Badge>You</Badge>} <StatusBadge status={member.status} />
          </span>
        </span>
      ),
    }),
    column.accessor("email", {
      header: "E-mail",
      meta: { width: "w-[26%]", cell: `max-sm:row-start-2 max-sm:-col-end-1 text-muted ${first}` },
      cell: ({ getValue }) => <span className="break-all">{getValue()}</span>,
    }),
    column.accessor("role", {
      header: "Org role",
      meta: { width: "w-[12%]", cell: "max-sm:row-start-1 max-sm:justify-self-end" },
      cell: ({ getValue }) => (
        <Badge tone={getValue() === "admin" ? "accent" : "neutral"}>{roleNames[getValue()]}</Badge>
      ),
    }),
    column.accessor("ou_memberships", {
      header: "Org units",
      meta: { width: "w-[21%]", cell: `max-sm:row-start-3 ${first}` },
      cell: ({ row, getValue }) => (
        <MemberUnits
          memberships={getValue()}
          isOrgAdmin={row.original.role === "admin"}
          seesEveryUnit={seesEveryUnit}
        />
      ),
    }),
    column.accessor("created_at", {
      header: "Added",
      meta: {
        width: "w-[16%]",
        cell: `max-sm:-col-end-1 max-sm:row-start-3 max-sm:justify-self-end text-muted ${last}`,
      },
      cell: ({ getValue }) => <RelativeTime value={getValue()} />,
    }),
  ]);
