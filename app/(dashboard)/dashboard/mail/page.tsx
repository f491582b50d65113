import type { Metadata } from "next";
import { type ReadTx, readPage } from "@/app/(dashboard)/read-page";
import { MailForAdmins } from "@/app/(dashboard)/refusals";
import { readTableChoices, withPageSize } from "@/app/(dashboard)/table-cookie";
import { ChoiceFilter } from "@/components/data-table/filter-fields";
import { FilteredList } from "@/components/data-table/filtered-list";
import { MAIL_PATH } from "@/components/mail/mail-paths";
import { messageStatusNames } from "@/components/mail/mail-words";
import { MessagesResult } from "@/components/mail/messages-result";
import { ThreadsResult } from "@/components/mail/threads-result";
import { WaitingInvitations } from "@/components/mail/waiting-invitations";
import { WhereMailGoes } from "@/components/mail/where-mail-goes";
import { PageHeader } from "@/components/ui/page-header";
import { scopedReader } from "@/domain/access/reader";
import { findWaiting, pageMessages } from "@/domain/mail/list-messages";
import { pageThreads } from "@/domain/mail/list-threads";
import { showsLinks } from "@/domain/mail/open-message";
import { mayReadMail } from "@/domain/mail/policy";
import { messageListQuery } from "@/domain/mail/schema";
import { env } from "@/lib/env";
import { messageStatuses } from "@/lib/message-status";

export const metadata: Metadata = { title: "Mail" };

const statusChoices = [
  { value: "", label: "Any status" },
  ...messageStatuses.map((value) => ({ value, label: messageStatusNames[value] })),
];

type Props = { searchParams: Promise<Record<string, string | string[] | undefined>> };

export default async function MailPage({ searchParams }: Props) {
  const query = messageListQuery(await searchParams);
  const isFiltered = query.status !== undefined || query.org_member_id !== undefined;
  const [sized, choices] = [await withPageSize(query), await readTableChoices(isFiltered ? "mail" : "threads")];
  const ahead = (tx: ReadTx) =>
    Promise.all([
      isFiltered ? pageMessages(tx, scopedReader, sized) : null,
      isFiltered ? null : pageThreads(tx, scopedReader, sized),
      findWaiting(tx, scopedReader),
    ]);
  return readPage(async ({ actor, ahead: [page, threads, waiting] }) => {
    if (!mayReadMail(actor)) return <MailForAdmins />;
    const { status, org_member_id, limit } = query;
    const kept = { org_member_id, limit: limit?.toString() };
    return (
      <>
        <PageHeader
          title="Mail"
          description="Every e-mail to the organization's members, by person, and whether it was delivered."
        />
        <WhereMailGoes from={env().MAIL_FROM ?? null} showsLinks={showsLinks("kept")} />
        {waiting && <WaitingInvitations waiting={waiting} perHour={env().INVITATIONS_PER_HOUR} />}
        <FilteredList
          path={MAIL_PATH}
          label="Filter mail"
          values={{ status: status ?? "" }}
          kept={kept}
          fields={<ChoiceFilter name="status" label="Status" value={status ?? ""} options={statusChoices} />}
        >
          {threads && <ThreadsResult page={threads} state={kept} size={sized.limit} choices={choices} />}
          {page && <MessagesResult page={page} state={{ status, ...kept }} size={sized.limit} choices={choices} />}
        </FilteredList>
      </>
    );
  }, ahead);
}
