"use client";

import { createColumnHelper } from "@tanstack/react-table";
import { DataTable, type tableOfRows } from "@/components/data-table/data-table";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Message } from "@/domain/mail/schema";
import { MAIL_PATH } from "./mail-paths";
import { kindNames } from "./mail-words";
import { MessageStatusBadge } from "./message-status-badge";

const column = createColumnHelper<typeof tableOfRows, Message>();

// On a narrow screen a row is a block: the address, then kind and time, then status.
const columns = column.columns([
  column.accessor("to", {
    header: "To",
    meta: { width: "w-[34%]", cell: "max-sm:col-span-2" },
    cell: ({ row, getValue }) => (
      <Link
        href={`${MAIL_PATH}/${row.original.message_id}`}
        className="inline-block min-h-6 break-all font-medium text-text"
      >
        {getValue()}
      </Link>
    ),
  }),
  column.accessor("kind", {
    header: "Kind",
    meta: { width: "w-[24%]", cell: "max-sm:col-start-1" },
    cell: ({ getValue }) => kindNames[getValue()],
  }),
  column.accessor("status", {
    header: "Status",
    meta: { width: "w-[26%]", cell: "max-sm:col-span-2 max-sm:row-start-3" },
    cell: ({ row }) => <MessageStatusBadge message={row.original} />,
  }),
  column.accessor("created_at", {
    header: "Queued",
    meta: { width: "w-[16%]", cell: "text-muted max-sm:col-start-2 max-sm:row-start-2" },
    cell: ({ getValue }) => <RelativeTime value={getValue()} />,
  }),
]);

/** A page of messages, newest first. */
export function MessagesTable({ messages, caption }: { messages: Message[]; caption: string }) {
  return <DataTable caption={caption} columns={columns} rows={messages} rowId={(message) => message.message_id} />;
}
