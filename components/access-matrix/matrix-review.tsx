"use client";

import { type Dispatch, type SetStateAction, useMemo } from "react";
import { ReasonField } from "@/components/access-changes/reason-field";
import { Review } from "@/components/access-changes/review";
import { useAccessChange } from "@/components/access-changes/use-access-change";
import { DialogForm } from "@/components/forms/dialog-form";
import { FormDialog } from "@/components/forms/form-dialog";
import type { AccessChangeDiff } from "@/domain/access-changes/schema";
import { countText } from "@/lib/number-text";
import { itemsOf, type Pending, withoutCells } from "./pending";

type FormProps = {
  pending: Pending;
  setPending: Dispatch<SetStateAction<Pending>>;
  selfId: string;
  onDone: (diff: AccessChangeDiff) => void;
};
type Props = FormProps & { open: boolean; onClose: () => void };

/** Shows what the pending changes do to whom, and saves them as one access change. */
export function MatrixReview({ open, onClose, ...form }: Props) {
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title="Review the changes"
      description="They are saved together and take effect on the next request of each person. You can undo them afterwards."
    >
      <ReviewForm {...form} />
    </FormDialog>
  );
}

function ReviewForm({ pending, setPending, selfId, onDone }: FormProps) {
  const changes = useMemo(() => (pending.size > 0 ? itemsOf(pending) : null), [pending]);
  const change = useAccessChange(changes, onDone);
  const { diff } = change.review;

  function leaveOut() {
    const refused = diff?.items.filter(({ effect }) => effect === "refused") ?? [];
    setPending((now) => withoutCells(now, refused));
  }

  const action = change.isReady && diff ? `Save ${countText(diff.summary.changed, "change")}` : "Save";
  return (
    <DialogForm form={change.form(false)} action={[action, "Saving…"]}>
      <ReasonField {...change.reason} />
      <Review {...change.review} selfId={selfId} onLeaveOut={leaveOut} onCount={() => {}} />
    </DialogForm>
  );
}
