import type { Metadata } from "next";
import { notFound } from "next/navigation";
import { cache, type ReactNode } from "react";
import { type ReadTx, readPage } from "@/app/(dashboard)/read-page";
import { MailForAdmins } from "@/app/(dashboard)/refusals";
import { MAIL_PATH } from "@/components/mail/mail-paths";
import { kindNames } from "@/components/mail/mail-words";
import { MessageStatusBadge } from "@/components/mail/message-status-badge";
import { MessageSteps } from "@/components/mail/message-steps";
import { RenderedMail } from "@/components/mail/rendered-mail";
import { buttonStyle } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import { PageHeader } from "@/components/ui/page-header";
import { RefreshWhile } from "@/components/ui/refresh-while";
import { scopedReader } from "@/domain/access/reader";
import { openMessage } from "@/domain/mail/open-message";
import { mayReadMail } from "@/domain/mail/policy";
import { env } from "@/lib/env";

type Props = { params: Promise<{ id: string }> };

const LINK_WORDS = {
  none: null,
  shown: "Its link works: anyone who opens it acts as the recipient. It is shown because the mail is not sent.",
  ended: "Its link no longer works: it was used, replaced or withdrawn, or has expired.",
  withheld: "Its secret link is withheld: it is only for the recipient.",
};

const read = cache((id: string) => {
  const ahead = (tx: ReadTx) => openMessage(tx, scopedReader, id);
  return readPage(async ({ actor, ahead: opened }) => (mayReadMail(actor) ? (opened ?? notFound()) : null), ahead);
});

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const opened = await read((await params).id);
  return { title: opened ? `Message to ${opened.message.to}` : "Mail" };
}

export default async function MessagePage({ params }: Props) {
  const opened = await read((await params).id);
  if (!opened) return <MailForAdmins />;
  const { message, member, mail, link } = opened;
  return (
    <>
      <PageHeader
        title={mail?.subject ?? kindNames[message.kind]}
        description={kindNames[message.kind]}
        actions={
          <Link href={MAIL_PATH} className={buttonStyle()}>
            All mail
          </Link>
        }
      />
      <dl className="mb-6 grid grid-cols-[5rem_1fr] gap-x-4 gap-y-1.5 border-line border-y py-3 *:min-w-0">
        <Fact term="From">{env().MAIL_FROM ?? "Nobody yet: no e-mail provider is configured"}</Fact>
        <Fact term="To">{message.to}</Fact>
        <Fact term="About">
          <Link href={`/dashboard/members/${message.org_member_id}`} className="underline">
            {member}
          </Link>
        </Fact>
        <Fact term="Subject">{mail?.subject ?? "–"}</Fact>
        <Fact term="Status">
          <MessageStatusBadge message={message} />
        </Fact>
      </dl>
      <div className="grid gap-x-10 gap-y-8 lg:grid-cols-[1fr_16rem]">
        <section aria-labelledby="mail-title" className="min-w-0">
          <h2 id="mail-title" className="mb-1 font-semibold text-lg">
            Content
          </h2>
          {LINK_WORDS[link] && <p className="mb-3 text-muted">{LINK_WORDS[link]}</p>}
          {mail ? (
            <>
              <RenderedMail html={mail.html} title="Rendered mail" />
              <details className="mt-4">
                <summary className="cursor-pointer font-medium">Text version</summary>
                <pre className="mt-2 overflow-x-auto whitespace-pre-wrap wrap-anywhere rounded-lg border border-line p-4">
                  {mail.text}
                </pre>
              </details>
            </>
          ) : (
            <p className="text-warn">This version cannot render the stored message.</p>
          )}
        </section>
        <section aria-labelledby="steps-title">
          <h2 id="steps-title" className="mb-2 font-semibold text-lg">
            Delivery
          </h2>
          <MessageSteps message={message} />
          <RefreshWhile isPending={message.status === "queued"} />
        </section>
      </div>
    </>
  );
}

function Fact({ term, children }: { term: string; children: ReactNode }) {
  return (
    <>
      <dt className="text-muted">{term}</dt>
      <dd className="wrap-anywhere">{children}</dd>
    </>
  );
}
