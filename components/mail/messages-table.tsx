import Link from "next/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { Message } from "@/domain/mail/schema";
import { MAIL_PATH } from "./mail-paths";
import { kindNames } from "./mail-words";
import { MessageStatusBadge } from "./message-status-badge";

// On a narrow screen a row is a block: the address and its status, then what it was and when.
const cell = "py-1.5 pr-4 text-left align-top font-normal last:pr-0 max-sm:p-0";

/** A page of messages, the newest first. */
export function MessagesTable({ messages, caption }: { messages: Message[]; caption: string }) {
  return (
    <table className="w-full table-fixed border-line border-y text-left max-sm:block">
      <caption className="sr-only">{caption}</caption>
      <thead className="max-sm:hidden">
        <tr className="border-line border-b text-muted text-sm *:py-1.5 *:pr-4 *:font-medium last:*:pr-0">
          <th scope="col" className="w-[34%]">
            To
          </th>
          <th scope="col" className="w-[24%]">
            What
          </th>
          <th scope="col" className="w-[26%]">
            Status
          </th>
          <th scope="col" className="w-[16%]">
            Queued
          </th>
        </tr>
      </thead>
      <tbody className="max-sm:block">
        {messages.map((message) => (
          <tr
            key={message.message_id}
            className="border-line border-b last:border-b-0 hover:bg-raised max-sm:grid max-sm:grid-cols-[1fr_auto] max-sm:gap-x-3 max-sm:py-2"
          >
            <th scope="row" className={`${cell} max-sm:col-span-2`}>
              <Link
                href={`${MAIL_PATH}/${message.message_id}`}
                prefetch={false}
                className="inline-block min-h-6 break-all font-medium text-text"
              >
                {message.to}
              </Link>
            </th>
            <td className={`${cell} max-sm:col-start-1`}>{kindNames[message.kind]}</td>
            <td className={`${cell} max-sm:col-span-2 max-sm:row-start-3`}>
              <MessageStatusBadge message={message} />
            </td>
            <td className={`${cell} text-muted max-sm:col-start-2 max-sm:row-start-2`}>
              <RelativeTime value={message.created_at} />
            </td>
          </tr>
        ))}
      </tbody>
    </table>
  );
}
