import { Display } from "@/components/data-table/display";
import { FilterChips } from "@/components/data-table/filter-chips";
import { listHref } from "@/components/data-table/list-href";
import { ListToolbar } from "@/components/data-table/list-toolbar";
import { NothingMore, Pager, rangeText } from "@/components/data-table/pager";
import { NoMatch } from "@/components/ui/no-match";
import type { Message } from "@/domain/mail/schema";
import type { Page } from "@/lib/http/page";
import type { MessageStatus } from "@/lib/message-status";
import type { TableChoices } from "@/lib/table-choices";
import { MAIL_PATH, type MailListState, messageColumnNames } from "./mail-paths";
import { messageStatusNames } from "./mail-words";
import { MessagesTable } from "./messages-table";

type Props = { page: Page<Message>; state: MailListState; size: number; choices: TableChoices };

/** A page of the filtered messages with links to its neighbours. */
export function MessagesResult({ page, state, size, choices }: Props) {
  const { total, from } = page;
  const items = page.items.parse();
  const range = rangeText({ from, shown: items.length, total });
  const { status, org_member_id: memberId } = state;
  const labels = {
    status: status && `Status: ${messageStatusNames[status as MessageStatus]}`,
    org_member_id: memberId && `Of one person${items[0] ? `: ${items[0].to}` : ""}`,
  };
  const pages = { label: "Pages of messages", path: MAIL_PATH, state, page };
  return (
    <>
      <FilterChips path={MAIL_PATH} state={state} labels={labels} kept={{ limit: state.limit }} />
      <ListToolbar status={range} pages={pages}>
        {items.length > 0 && <Display table="mail" choices={choices} columns={messageColumnNames} />}
      </ListToolbar>
      {items.length > 0 && <MessagesTable messages={items} caption={`Messages, ${range}`} choices={choices} />}
      {items.length === 0 && <Nothing state={state} total={total} />}
      <Pager {...pages} shown={items.length} size={size} />
    </>
  );
}

function Nothing({ state, total }: { state: MailListState; total: number }) {
  if (total > 0) {
    return <NothingMore href={listHref(MAIL_PATH, state)} />;
  }
  return <NoMatch title="No message matches" href={MAIL_PATH} label="Show all mail" />;
}
