"use client";

import { createColumnHelper } from "@tanstack/react-table";
import { cutStyle } from "@/components/data-table/cut";
import { DataTable, type tableOfRows } from "@/components/data-table/data-table";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Message } from "@/domain/mail/schema";
import type { TableChoices } from "@/lib/table-choices";
import { MAIL_PATH, messageColumnNames as names } from "./mail-paths";
import { kindNames } from "./mail-words";
import { MessageStatusBadge } from "./message-status-badge";

const column = createColumnHelper<typeof tableOfRows, Message>();

// On a narrow screen a row is a block: the address, then kind and time, then status.
const columns = column.columns([
  column.accessor("to", {
    header: "To",
    meta: { width: "w-[30%]", cell: "max-sm:col-span-2" },
    cell: ({ row, getValue }) => (
      <Link
        href={`${MAIL_PATH}/${row.original.message_id}`}
        title={getValue()}
        className={`${cutStyle} font-medium text-text leading-6`}
      >
        {getValue()}
      </Link>
    ),
  }),
  column.accessor("kind", {
    header: names.kind,
    meta: { width: "w-[22%]", cell: "max-sm:col-start-1" },
    cell: ({ getValue }) => <span className={cutStyle}>{kindNames[getValue()]}</span>,
  }),
  column.accessor("status", {
    header: names.status,
    meta: { width: "w-[32%]", cell: "max-sm:col-span-2 max-sm:row-start-3" },
    cell: ({ row }) => <MessageStatusBadge message={row.original} />,
  }),
  column.accessor("created_at", {
    header: names.created_at,
    meta: { width: "w-[16%]", cell: "text-muted max-sm:col-start-2 max-sm:row-start-2" },
    cell: ({ getValue }) => (
      <span className={cutStyle}>
        <RelativeTime value={getValue()} />
      </span>
    ),
  }),
]);

type Props = { messages: Message[]; caption: string; choices: TableChoices };

/** A page of messages, newest first. */
export function MessagesTable({ messages, ...look }: Props) {
  return <DataTable {...look} columns={columns} rows={messages} rowId={(message) => message.message_id} />;
}
