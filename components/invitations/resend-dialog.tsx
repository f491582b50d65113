"use client";

import { type FormEvent, useState } from "react";
import { type Chosen, countOf } from "@/components/access-changes/change-draft";
import { peopleText } from "@/components/access-changes/change-words";
import { Stopped } from "@/components/access-changes/stopped";
import { DialogForm } from "@/components/forms/dialog-form";
import { FormDialog } from "@/components/forms/form-dialog";
import { useDryRun } from "@/components/forms/use-dry-run";
import { useOnce } from "@/components/forms/use-once";
import { Working } from "@/components/forms/working";
import { Button } from "@/components/ui/button";
import { DialogActions } from "@/components/ui/dialog";
import type { ResentInvitation } from "@/domain/invitations/resend-schema";
import { api } from "@/lib/http/api-client";
import { countText } from "@/lib/number-text";
import { ResendEffects, sentIn } from "./resend-effects";

const PATH = "/members/batch-resend";

type Props = {
  chosen: Chosen;
  /** Of a single member. */
  name?: string | undefined;
  open: boolean;
  /** `hasSent`: whether invitations were sent before it was closed. */
  onClose: (hasSent: boolean) => void;
};

/** Sends the invitations of chosen members again: says who is sent one, sends them, and keeps the result until it is closed. */
export function ResendDialog({ chosen, name, open, onClose }: Props) {
  const [sent, setSent] = useState<ResentInvitation[] | null>(null);
  function close() {
    onClose(sent !== null);
    setSent(null);
  }
  const who = name ?? peopleText(countOf(chosen));
  return (
    <FormDialog
      open={open}
      onClose={close}
      title={`Send invitations again: ${who}`}
      description="Each person gets a new link by e-mail, and their earlier links stop working."
    >
      {sent ? <Sent rows={sent} onClose={close} /> : <ResendForm chosen={chosen} onSent={setSent} />}
    </FormDialog>
  );
}

const takeFocus = (box: HTMLDivElement | null) => box?.focus();

function Sent({ rows, onClose }: { rows: ResentInvitation[]; onClose: () => void }) {
  return (
    <div ref={takeFocus} tabIndex={-1} className="outline-none">
      <ResendEffects rows={rows} isDone />
      <DialogActions>
        <Button kind="primary" onClick={onClose}>
          Done
        </Button>
      </DialogActions>
    </div>
  );
}

const bodyOf = (chosen: Chosen) =>
  "ids" in chosen ? { org_member_ids: chosen.ids } : { members: chosen.filters, expected_count: chosen.count };

type FormProps = { chosen: Chosen; onSent: (rows: ResentInvitation[]) => void };

function ResendForm({ chosen: asked, onSent }: FormProps) {
  const [chosen, setChosen] = useState(asked);
  const { once, isRunning: isSending, failure } = useOnce();
  const body = bodyOf(chosen);
  const dryRun = useDryRun<ResentInvitation[]>(PATH, body);
  const count = dryRun.answer ? sentIn(dryRun.answer) : 0;

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (count > 0) once(async () => onSent(await api<ResentInvitation[]>("POST", PATH, body)), dryRun.again);
  }

  const form = { submit, failure, formState: { isDirty: false, isSubmitting: isSending } };
  return (
    <DialogForm form={form} action={[count > 0 ? `Send ${countText(count, "invitation")}` : "Send", "Sending…"]}>
      {isSending && <Working>{`Sending ${countText(count, "invitation")}…`}</Working>}
      {dryRun.isRunning && <p className="text-muted text-sm">Working out who can be sent one…</p>}
      <Stopped
        failure={dryRun.failure}
        onCount={(matching) => "filters" in chosen && setChosen({ ...chosen, count: matching })}
      />
      {dryRun.answer && !isSending && <ResendEffects rows={dryRun.answer} isDone={false} />}
    </DialogForm>
  );
}
