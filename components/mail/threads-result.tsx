import { cutStyle } from "@/components/data-table/cut";
import { listHref } from "@/components/data-table/list-href";
import { ListToolbar } from "@/components/data-table/list-toolbar";
import { NothingMore, Pager, rangeText } from "@/components/data-table/pager";
import { BlockTable } from "@/components/data-table/plain-table";
import { cellStyle, numberStyle, rowStyle } from "@/components/data-table/table-style";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { MessageThread } from "@/domain/mail/schema";
import type { Page } from "@/lib/http/page";
import { numberText } from "@/lib/number-text";
import { MAIL_PATH, type MailListState } from "./mail-paths";
import { kindNames } from "./mail-words";
import { MessageStatusBadge } from "./message-status-badge";

const headings = [
  { label: "Person" },
  { label: "Latest message", className: "w-[42%]" },
  { label: "Messages", className: "w-24 text-right" },
  { label: "When", className: "w-[16%]" },
];

type Props = { page: Page<MessageThread>; state: MailListState; size: number };

/** A page of the people who were sent mail, each a link to their messages. */
export function ThreadsResult({ page, state, size }: Props) {
  const { total, from } = page;
  const threads = page.items.parse();
  const range = rangeText({ from, shown: threads.length, total });
  const pages = { label: "Pages of people", path: MAIL_PATH, state, page };
  return (
    <>
      <ListToolbar status={range} pages={pages} />
      {threads.length > 0 && (
        <BlockTable caption={`People who were sent mail, ${range}`} headings={headings}>
          {threads.map((thread) => (
            <Row key={thread.latest.org_member_id} thread={thread} />
          ))}
        </BlockTable>
      )}
      {total > 0 && threads.length === 0 && <NothingMore href={listHref(MAIL_PATH, state)} />}
      {total === 0 && (
        <EmptyState title="No mail yet">The first will be the invitation to a member you add.</EmptyState>
      )}
      <Pager {...pages} shown={threads.length} size={size} />
    </>
  );
}

function Row({ thread: { latest, name, count, undelivered } }: { thread: MessageThread }) {
  return (
    <tr className={`${rowStyle} max-sm:block max-sm:py-2`}>
      <th scope="row" className={`${cellStyle} text-left max-sm:block`}>
        <Link
          href={listHref(MAIL_PATH, { org_member_id: latest.org_member_id })}
          title={name}
          className={`${cutStyle} font-medium text-text leading-6`}
        >
          {name}
        </Link>{" "}
        <span title={latest.to} className={`${cutStyle} text-muted text-sm`}>
          {latest.to}
        </span>
      </th>
      <td className={`${cellStyle} max-sm:block`}>
        <span className="flex items-center gap-x-2 max-sm:flex-wrap">
          <span className={cutStyle}>{kindNames[latest.kind]}</span> <MessageStatusBadge message={latest} />
          {undelivered > 0 && (
            <span className="shrink-0">
              <Badge tone="bad">{numberText(undelivered)} not delivered</Badge>
            </span>
          )}
        </span>
      </td>
      <td className={`${cellStyle} ${numberStyle} max-sm:hidden`}>{numberText(count)}</td>
      <td className={`${cellStyle} sm:truncate text-muted max-sm:block`}>
        <RelativeTime value={latest.created_at} />
      </td>
    </tr>
  );
}
