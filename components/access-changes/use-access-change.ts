"use client";

import { type FormEvent, useState } from "react";
import { useDryRun } from "@/components/forms/use-dry-run";
import { useOnce } from "@/components/forms/use-once";
import type { AccessChangeDiff, AskedItem } from "@/domain/access-changes/schema";
import { ApiError, api } from "@/lib/http/api-client";

/** A change of access that a form shows before it makes it: what it would do, the reason, and how it was refused. */
export function useAccessChange(changes: AskedItem[] | null, onDone: (diff: AccessChangeDiff) => void) {
  const [reason, setReason] = useState("");
  const [tried, setTried] = useState("");
  const { once, isRunning: isSaving, failure: refusal } = useOnce();
  const { answer: diff, again, ...dryRun } = useDryRun<AccessChangeDiff>("/access-changes", changes && { changes });
  const isReady = diff !== null && diff.summary.changed > 0 && diff.summary.refused === 0;
  const asked = JSON.stringify(changes);

  function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!isReady || isSaving) return;
    setTried(asked);
    once(save, again); // runs again, so that the list shows what stands in the way now
  }

  async function save() {
    const why = reason.trim();
    onDone(await api<AccessChangeDiff>("POST", "/access-changes", { changes, ...(why ? { reason: why } : {}) }));
  }

  const failure = tried === asked ? refusal : null;
  // The dry run repeats a refusal of the selection, with a button.
  const isRepeated = failure instanceof ApiError && failure.code === "selection_changed";
  return {
    review: { ...dryRun, diff },
    isReady,
    isSaving,
    submit,
    reason: { value: reason, onChange: setReason },
    form: (isDirty: boolean) => ({
      submit,
      failure: isRepeated ? null : failure,
      formState: { isDirty: isDirty || reason !== "", isSubmitting: isSaving },
    }),
  };
}
