"use client";

import { useRouter } from "next/navigation";
import { type FormEvent, useCallback, useEffect, useState } from "react";
import { toast } from "sonner";
import { EffectList } from "@/components/access-changes/effect-list";
import { DialogForm } from "@/components/forms/dialog-form";
import { FormDialog } from "@/components/forms/form-dialog";
import { useOnce } from "@/components/forms/use-once";
import type { ReviewClosing } from "@/domain/access-reviews/schema";
import { api } from "@/lib/http/api-client";
import { numberText } from "@/lib/number-text";
import { membershipsText } from "./review-words";

type FormProps = { reviewId: string; selfId: string; onClosed: () => void };
type Props = Omit<FormProps, "onClosed"> & { open: boolean; onClose: () => void };

/** Shows what closing a review would do, and closes it once that is confirmed. */
export function CloseReviewDialog({ open, onClose, ...form }: Props) {
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title="Close this review"
      description="What is to be removed ends now, as one access change that can be undone. Nothing can be decided after that."
    >
      <CloseForm {...form} onClosed={onClose} />
    </FormDialog>
  );
}

function CloseForm({ reviewId, selfId, onClosed }: FormProps) {
  const router = useRouter();
  const [closing, setClosing] = useState<ReviewClosing | null>(null);
  const [unknown, setUnknown] = useState<unknown>(null);
  const saving = useOnce();
  const path = `/access-reviews/${reviewId}/close`;

  const look = useCallback(() => {
    api<ReviewClosing>("POST", `${path}?dry_run=true`).then(setClosing, setUnknown);
  }, [path]);
  useEffect(look, [look]);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (closing) saving.once(close, look); // looks again, so that the list below shows what it would do now
  }

  async function close() {
    const { review } = await api<ReviewClosing>("POST", path);
    toast.success(`Review closed: ${membershipsText(review.outcomes.removed)} removed`);
    onClosed();
    router.refresh();
  }

  const failure = saving.failure ?? unknown;

  const removed = closing?.change.summary.changed ?? 0;
  const action = removed > 0 ? `Close and remove ${membershipsText(removed)}` : "Close review";
  return (
    <DialogForm
      form={{ submit, failure, formState: { isDirty: false, isSubmitting: saving.isRunning } }}
      action={[action, "Closing…"]}
    >
      <div role="status" className="space-y-2 text-sm">
        {!closing && failure === null && <p className="text-muted">Working out what would change…</p>}
        {closing && <Rest outcomes={closing.review.outcomes} />}
      </div>
      {closing && removed > 0 && <EffectList label="What is removed" items={closing.change.items} selfId={selfId} />}
    </DialogForm>
  );
}

/** What closing removes and what it leaves, and why. */
function Rest({
  outcomes: { removed, kept, undecided, changed, gone },
}: {
  outcomes: ReviewClosing["review"]["outcomes"];
}) {
  return (
    <>
      <p>
        {removed === 0 ? "Nothing is removed" : `${membershipsText(removed)} removed`}, {numberText(kept)} kept.
      </p>
      {undecided > 0 && (
        <p className="text-warn">{membershipsText(undecided)} undecided: nobody has looked, so they stay.</p>
      )}
      {changed > 0 && (
        <p className="text-warn">
          {membershipsText(changed)} to be removed, but changed since the review started: they stay.
        </p>
      )}
      {gone > 0 && <p>{membershipsText(gone)} had ended already.</p>}
    </>
  );
}
