"use client";

import { FormError } from "@/components/forms/form-error";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { Link } from "@/components/ui/link";
import { countText, numberText } from "@/lib/number-text";
import type { JudgedPerson } from "@/lib/people/judge-people";
import { PeopleTable } from "./people-table";
import { MemberAlready } from "./preview";
import type { Sending, Sent } from "./use-sending";

type Props = {
  sending: Sending;
  /** Rows that were invalid before sending. */
  wrong: readonly JudgedPerson[];
  onRetry: () => void;
};

const asLine = ({ email, first_name, last_name, isNamed }: JudgedPerson) =>
  isNamed ? `${first_name} ${last_name} <${email}>` : email;
const people = (list: readonly Sent[]) => list.map(({ person }) => person);
const takeFocus = (heading: HTMLHeadingElement | null) => heading?.focus();

function headline({ phase, sent, waiting }: Sending): string {
  const total = numberText(sent.length + waiting.length);
  if (phase === "sending") return `${numberText(sent.length)} of ${total} sent`;
  if (phase === "stopped") return `Stopped after ${numberText(sent.length)} of ${total}`;
  return `All ${total} sent`;
}

/** The progress of a batch, each row's result, and a way to continue if it stopped. */
export function SendingResult({ sending, wrong, onRetry }: Props) {
  const { phase, sent, waiting, failure } = sending;
  const isInvited = ({ answer, isRetry }: Sent) =>
    answer.result === "invited" || (isRetry && answer.result === "exists" && answer.status === "invited");
  const invited = sent.filter(isInvited);
  const others = sent.filter((one) => !isInvited(one));
  const failed = [...wrong, ...people(others.filter(({ answer }) => answer.result !== "exists"))];
  return (
    <section aria-labelledby="sending-title">
      <h2 id="sending-title" ref={takeFocus} tabIndex={-1} className="font-semibold text-lg outline-none">
        {phase === "done" ? "Sent" : phase === "stopped" ? "Not everything was sent" : "Sending…"}
      </h2>
      <progress
        aria-label="Sent"
        max={sent.length + waiting.length}
        value={sent.length}
        className="my-2 block h-2 w-full max-w-lg appearance-none overflow-hidden rounded [&::-moz-progress-bar]:bg-accent [&::-webkit-progress-bar]:bg-line [&::-webkit-progress-value]:bg-accent"
      />
      <p role="status" className="tabular-nums">
        {headline(sending)}: {numberText(invited.length)} invited
        {others.length > 0 && `, ${numberText(others.length)} not`}.
      </p>
      {phase === "sending" && <p className="text-muted">Keep this page open until it is done.</p>}
      {phase === "stopped" && (
        <div className="mt-3 space-y-3">
          <FormError error={failure} />
          <p>
            {countText(waiting.length, "row is", "rows are")} still waiting; nothing is lost. Nobody whom the failed
            attempt reached is invited twice.
          </p>
          <Button kind="primary" onClick={onRetry}>
            Send the remaining {numberText(waiting.length)}
          </Button>
        </div>
      )}
      {phase !== "sending" && (failed.length > 0 || waiting.length > 0) && (
        <div className="mt-3">
          <CopyButton text={[...failed, ...waiting].map(asLine).join("\n")} label="Copy the failed rows">
            {`Copy the failed rows (${numberText(failed.length + waiting.length)})`}
          </CopyButton>
        </div>
      )}
      {phase !== "sending" && (
        <div className="mt-6 space-y-6">
          {wrong.length > 0 && (
            <PeopleTable
              caption="Not sent"
              heading="Why"
              people={wrong}
              note={({ problem }) => <span className="text-bad">{problem}</span>}
            />
          )}
          {others.length > 0 && (
            <PeopleTable
              caption="Not invited"
              heading="Why"
              people={people(others)}
              note={(_person, index) => <Why sent={others[index]} />}
            />
          )}
          {invited.length > 0 && (
            <PeopleTable
              caption="Invited"
              heading="Result"
              people={people(invited)}
              note={(_person, index) => <Invited sent={invited[index]} />}
            />
          )}
        </div>
      )}
    </section>
  );
}

function Why({ sent }: { sent: Sent | undefined }) {
  if (sent?.answer.result === "exists") return <MemberAlready email={sent.person.email} member={sent.answer} />;
  return <span className="text-bad">{sent?.answer.errors?.map(({ detail }) => detail).join("; ")}</span>;
}

function Invited({ sent }: { sent: Sent | undefined }) {
  return (
    <Link href={`/dashboard/members/${sent?.answer.org_member_id}`} className="underline">
      {sent?.answer.result === "invited" ? "Invited" : "Invited by an earlier attempt"}
      <span className="sr-only">: {sent?.person.email}</span>
    </Link>
  );
}
