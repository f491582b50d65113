import { listHref } from "@/components/data-table/list-href";
import { ListToolbar } from "@/components/data-table/list-toolbar";
import { NothingMore, Pager, rangeText } from "@/components/data-table/pager";
import { EmptyState } from "@/components/ui/empty-state";
import type { Message } from "@/domain/mail/schema";
import type { Page } from "@/lib/http/page";
import { MAIL_PATH, type MailListState } from "./mail-paths";
import { MessagesTable } from "./messages-table";

/** A page of the filtered messages with links to its neighbours. */
export function MessagesResult({ page, state }: { page: Page<Message>; state: MailListState }) {
  const { total, from } = page;
  const items = page.items.parse();
  return (
    <>
      <ListToolbar from={from} shown={items.length} total={total} />
      {items.length > 0 && (
        <MessagesTable messages={items} caption={`Messages, ${rangeText({ from, shown: items.length, total })}`} />
      )}
      {items.length === 0 && <Nothing state={state} total={total} />}
      <Pager label="Pages of messages" path={MAIL_PATH} state={state} page={page} />
    </>
  );
}

function Nothing({ state, total }: { state: MailListState; total: number }) {
  if (total > 0) {
    return <NothingMore href={listHref(MAIL_PATH, state)} />;
  }
  if (state.status || state.org_member_id) {
    return <EmptyState title="No message matches" link={{ href: MAIL_PATH, label: "Show all messages" }} />;
  }
  return <EmptyState title="No mail yet">The first will be the invitation to a member you add.</EmptyState>;
}
