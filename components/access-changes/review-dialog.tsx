"use client";

import { type FormEvent, useRef, useState } from "react";
import { DialogForm } from "@/components/forms/dialog-form";
import { FormDialog } from "@/components/forms/form-dialog";
import { useDryRun } from "@/components/forms/use-dry-run";
import { Working } from "@/components/forms/working";
import type { ChosenUnit } from "@/components/members/unit-roles-field";
import { InputField } from "@/components/ui/field";
import type { AccessChangeDiff } from "@/domain/access-changes/schema";
import type { ChangeOp } from "@/lib/access-change";
import { ApiError, api } from "@/lib/http/api-client";
import { type Chosen, countOf, emptyDraft, itemsOf } from "./change-draft";
import { ChangeFields } from "./change-fields";
import { opMeanings, opNames, opTitles, peopleText } from "./change-words";
import { Review } from "./review";

/** What is to be done, and to whom. */
export type Asked = { op: ChangeOp; chosen: Chosen /** Of a single member. */; name?: string };

type FormProps = {
  asked: Asked;
  /** The org units that the viewer may grant and revoke. */
  units: ChosenUnit[];
  selfId: string;
  onDone: (diff: AccessChangeDiff) => void;
};
type Props = FormProps & { open: boolean; onClose: () => void };

/** Shows what a change of access would do to whom, and does it once that is confirmed. */
export function ReviewDialog({ open, onClose, ...form }: Props) {
  const { op, chosen, name } = form.asked;
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={opTitles[op](name ?? peopleText(countOf(chosen)))}
      description={opMeanings[op]}
    >
      <ReviewForm {...form} />
    </FormDialog>
  );
}

function ReviewForm({ asked: { op, chosen: asked }, units, selfId, onDone }: FormProps) {
  const [chosen, setChosen] = useState(asked);
  const [draft, setDraft] = useState(emptyDraft);
  const [reason, setReason] = useState("");
  const [isMissing, setMissing] = useState(false);
  const [isSaving, setSaving] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const busy = useRef(false);
  const changes = itemsOf(op, chosen, draft);
  const { answer: diff, again, ...review } = useDryRun<AccessChangeDiff>("/access-changes", changes && { changes });
  const isReady = diff !== null && diff.summary.changed > 0 && diff.summary.refused === 0;

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    setMissing(changes === null);
    if (changes === null) return event.currentTarget.querySelector<HTMLElement>("select, input")?.focus();
    if (!isReady || busy.current) return;
    busy.current = true;
    setSaving(true);
    setFailure(null);
    try {
      const why = reason.trim();
      onDone(await api<AccessChangeDiff>("POST", "/access-changes", { changes, ...(why ? { reason: why } : {}) }));
    } catch (error) {
      setFailure(error);
      again(); // so that the list below shows what stands in the way now
    } finally {
      busy.current = false;
      setSaving(false);
    }
  }

  function change(next: typeof draft) {
    setDraft(next);
    setFailure(null);
  }

  function leaveOut() {
    const items = diff?.items ?? [];
    const refused = new Set(items.filter(({ effect }) => effect === "refused").map((item) => item.org_member_id));
    const left = new Set(items.map((item) => item.org_member_id).filter((id) => !refused.has(id)));
    setFailure(null);
    setChosen({ ids: [...left] });
  }

  function takeCount(count: number) {
    setFailure(null);
    if ("filters" in chosen) setChosen({ ...chosen, count });
  }

  // The dry run repeats a refusal of the selection, with a button.
  const isRepeated = failure instanceof ApiError && failure.code === "selection_changed";
  const form = {
    submit,
    failure: isRepeated ? null : failure,
    formState: { isDirty: reason !== "" || draft.units.length > 0, isSubmitting: isSaving },
  };
  return (
    <DialogForm form={form} action={[actionText(op, isReady ? diff : null), "Changing…"]}>
      <ChangeFields op={op} draft={draft} units={units} isMissing={isMissing} onChange={change} />
      <InputField
        label="Reason (optional)"
        value={reason}
        maxLength={500}
        autoComplete="off"
        onChange={(event) => setReason(event.target.value)}
      />
      {isSaving && diff && <Working>{`Changing ${peopleText(diff.summary.members)}…`}</Working>}
      <Review {...review} diff={diff} selfId={selfId} onLeaveOut={leaveOut} onCount={takeCount} />
    </DialogForm>
  );
}

const actionText = (op: ChangeOp, diff: AccessChangeDiff | null): string =>
  diff ? `${opNames[op]}: ${peopleText(diff.summary.members)}` : opNames[op];
