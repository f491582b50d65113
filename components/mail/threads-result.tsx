import { type BlockColumn, BlockTable, hideable } from "@/components/data-table/block-table";
import { cutStyle } from "@/components/data-table/cut";
import { Display } from "@/components/data-table/display";
import { listHref } from "@/components/data-table/list-href";
import { ListToolbar } from "@/components/data-table/list-toolbar";
import { NothingMore, Pager, rangeText } from "@/components/data-table/pager";
import { Badge } from "@/components/ui/badge";
import { EmptyState } from "@/components/ui/empty-state";
import { Link } from "@/components/ui/link";
import { RelativeTime } from "@/components/ui/relative-time";
import type { MessageThread } from "@/domain/mail/schema";
import type { Page } from "@/lib/http/page";
import { numberText } from "@/lib/number-text";
import type { TableChoices } from "@/lib/table-choices";
import { MAIL_PATH, type MailListState } from "./mail-paths";
import { kindNames } from "./mail-words";
import { MessageStatusBadge } from "./message-status-badge";

const columns: readonly BlockColumn<MessageThread>[] = [
  {
    id: "person",
    label: "Person",
    cell: ({ latest, name }) => (
      <>
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
      </>
    ),
  },
  {
    id: "latest",
    label: "Latest message",
    width: "w-[42%]",
    cell: ({ latest, undelivered }) => (
      <span className="flex items-center gap-x-2 max-sm:flex-wrap">
        <span className={cutStyle}>{kindNames[latest.kind]}</span> <MessageStatusBadge message={latest} />
        {undelivered > 0 && (
          <span className="shrink-0">
            <Badge tone="bad">{numberText(undelivered)} not delivered</Badge>
          </span>
        )}
      </span>
    ),
  },
  {
    id: "count",
    label: "Messages",
    width: "w-24 text-right",
    look: "tabular-nums sm:text-right max-sm:hidden",
    cell: ({ count }) => numberText(count),
  },
  {
    id: "when",
    label: "When",
    width: "w-[16%]",
    look: "text-muted",
    cell: ({ latest }) => <RelativeTime value={latest.created_at} />,
  },
];

type Props = { page: Page<MessageThread>; state: MailListState; size: number; choices: TableChoices };

/** A page of the people who were sent mail, each a link to their messages. */
export function ThreadsResult({ page, state, size, choices }: Props) {
  const { total, from } = page;
  const threads = page.items.parse();
  const range = rangeText({ from, shown: threads.length, total });
  const pages = { label: "Pages of people", path: MAIL_PATH, state, page };
  return (
    <>
      {total > 0 && (
        <ListToolbar status={range} pages={pages}>
          {threads.length > 0 && <Display table="threads" choices={choices} columns={hideable(columns)} />}
        </ListToolbar>
      )}
      {threads.length > 0 && (
        <BlockTable
          caption={`People who were sent mail, ${range}`}
          columns={columns}
          rows={threads}
          rowId={({ latest }) => latest.org_member_id}
          choices={choices}
        />
      )}
      {total > 0 && threads.length === 0 && <NothingMore href={listHref(MAIL_PATH, state)} />}
      {total === 0 && (
        <EmptyState title="No mail yet">The first will be the invitation to a member you add.</EmptyState>
      )}
      <Pager {...pages} shown={threads.length} size={size} />
    </>
  );
}
