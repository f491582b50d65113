import { createColumnHelper } from "@tanstack/react-table";
import { cutStyle } from "@/components/data-table/cut";
import type { tableOfRows } from "@/components/data-table/data-table";
import { Avatar } from "@/components/ui/avatar";
import { Badge } from "@/components/ui/badge";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ListedMember } from "@/domain/members/schema";
import { memberColumnNames as names } from "./member-list-state";
import { MemberUnits } from "./member-units";
import { roleNames } from "./role-words";
import { ControlCell, RoleCell, SelectPageCell } from "./row-controls-context";
import { StatusBadge } from "./status-badge";

const column = createColumnHelper<typeof tableOfRows, ListedMember>();

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

/** Only org admins see it; where neither a column nor a line of a block fits, it is left out. */
const lastActiveColumn = (first: string) =>
  column.accessor("last_active_at", {
    header: names.last_active_at,
    meta: {
      width: "w-[11%] max-xl:hidden",
      cell: `sm:max-xl:hidden max-sm:row-start-4 max-sm:-col-end-1 text-muted ${first}`,
    },
    cell: ({ getValue }) => {
      const at = getValue();
      return (
        <span className={`${cutStyle} ${at ? "" : "max-sm:hidden"}`}>
          <span className="sm:hidden">Last active: </span>
          {at ? <RelativeTime value={at} /> : "unknown"}
        </span>
      );
    },
  });

const dataColumns = ({ seesEveryUnit, selfId, first, last }: DataOptions) =>
  column.columns([
    column.accessor((member) => `${member.first_name} ${member.last_name}`, {
      id: "name",
      header: "Name",
      meta: { width: "w-[22%]", cell: `max-sm:row-start-1 ${first}` },
      cell: ({ row: { original: member }, getValue }) => (
        <span className="flex items-center gap-x-2 max-sm:flex-wrap">
          <Avatar id={member.org_member_id} name={getValue()} className="-my-0.5 max-sm:hidden" />
          <Link
            href={`/dashboard/members/${member.org_member_id}`}
            title={getValue()}
            className={`${cutStyle} font-medium text-text leading-6`}
          >
            {getValue()}
          </Link>{" "}
          {member.org_member_id === selfId && <Badge>You</Badge>} <StatusBadge status={member.status} />
        </span>
      ),
    }),
    column.accessor("email", {
      header: names.email,
      meta: { width: "w-[21%]", cell: `max-sm:row-start-2 max-sm:-col-end-1 text-muted ${first}` },
      cell: ({ getValue }) => (
        <span title={getValue()} className={cutStyle}>
          {getValue()}
        </span>
      ),
    }),
    column.accessor("role", {
      header: names.role,
      meta: { width: "w-[11%]", cell: "max-sm:row-start-1 max-sm:justify-self-end" },
      cell: ({ row, getValue }) => (
        <RoleCell member={row.original}>
          <Badge tone={getValue() === "admin" ? "accent" : "neutral"}>{roleNames[getValue()]}</Badge>
        </RoleCell>
      ),
    }),
    column.accessor("ou_memberships", {
      header: names.ou_memberships,
      meta: { width: "w-[26%]", cell: `max-sm:row-start-3 ${first}` },
      cell: ({ row }) => <MemberUnits member={row.original} seesEveryUnit={seesEveryUnit} />,
    }),
    ...(seesEveryUnit ? [lastActiveColumn(first)] : []),
    column.accessor("created_at", {
      header: names.created_at,
      meta: {
        width: "w-[10%]",
        cell: `max-sm:-col-end-1 max-sm:row-start-3 max-sm:justify-self-end text-muted ${last}`,
      },
      cell: ({ getValue }) => (
        <span className={cutStyle}>
          <RelativeTime value={getValue()} />
        </span>
      ),
    }),
  ]);
