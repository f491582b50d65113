"use client";

import { type FormEvent, useState } from "react";
import { DialogForm } from "@/components/forms/dialog-form";
import { FormDialog } from "@/components/forms/form-dialog";
import { Working } from "@/components/forms/working";
import type { ChosenUnit } from "@/components/members/unit-roles-field";
import type { AccessChangeDiff } from "@/domain/access-changes/schema";
import type { ChangeOp } from "@/lib/access-change";
import { type Chosen, countOf, emptyDraft, itemsOf } from "./change-draft";
import { ChangeFields } from "./change-fields";
import { opMeanings, opNames, opTitles, peopleText } from "./change-words";
import { ReasonField } from "./reason-field";
import { Review } from "./review";
import { useAccessChange } from "./use-access-change";

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
  const [isMissing, setMissing] = useState(false);
  const changes = itemsOf(op, chosen, draft);
  const change = useAccessChange(changes, onDone);
  const { diff } = change.review;

  function submit(event: FormEvent<HTMLFormElement>) {
    setMissing(changes === null);
    change.submit(event);
    if (changes === null) event.currentTarget.querySelector<HTMLElement>("select, input")?.focus();
  }

  function leaveOut() {
    const items = diff?.items ?? [];
    const refused = new Set(items.filter(({ effect }) => effect === "refused").map((item) => item.org_member_id));
    const left = new Set(items.map((item) => item.org_member_id).filter((id) => !refused.has(id)));
    setChosen({ ids: [...left] });
  }

  function takeCount(count: number) {
    if ("filters" in chosen) setChosen({ ...chosen, count });
  }

  const form = { ...change.form(draft.units.length > 0), submit };
  return (
    <DialogForm form={form} action={[actionText(op, change.isReady ? diff : null), "Changing…"]}>
      <ChangeFields op={op} draft={draft} units={units} isMissing={isMissing} onChange={setDraft} />
      <ReasonField {...change.reason} />
      {change.isSaving && diff && <Working>{`Changing ${peopleText(diff.summary.members)}…`}</Working>}
      <Review {...change.review} selfId={selfId} onLeaveOut={leaveOut} onCount={takeCount} />
    </DialogForm>
  );
}

const actionText = (op: ChangeOp, diff: AccessChangeDiff | null): string =>
  diff ? `${opNames[op]}: ${peopleText(diff.summary.members)}` : opNames[op];
