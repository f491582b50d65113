"use client";

import { type FormEvent, useRef, useState } from "react";
import { useDryRun } from "@/components/forms/use-dry-run";
import type { AccessChangeDiff, AskedItem } from "@/domain/access-changes/schema";
import { ApiError, api } from "@/lib/http/api-client";

/** A change of access that a form shows before it makes it: what it would do, the reason, and how it was refused. */
export function useAccessChange(changes: AskedItem[] | null, onDone: (diff: AccessChangeDiff) => void) {
  const [reason, setReason] = useState("");
  const [isSaving, setSaving] = useState(false);
  const [refusal, setRefusal] = useState<{ asked: string; error: unknown } | null>(null);
  const busy = useRef(false);
  const { answer: diff, again, ...dryRun } = useDryRun<AccessChangeDiff>("/access-changes", changes && { changes });
  const isReady = diff !== null && diff.summary.changed > 0 && diff.summary.refused === 0;
  const asked = JSON.stringify(changes);

  async function submit(event: FormEvent<HTMLFormElement>) {
    event.preventDefault();
    if (!isReady || busy.current) return;
    busy.current = true;
    setSaving(true);
    setRefusal(null);
    try {
      const why = reason.trim();
      onDone(await api<AccessChangeDiff>("POST", "/access-changes", { changes, ...(why ? { reason: why } : {}) }));
    } catch (error) {
      setRefusal({ asked, error });
      again(); // so that the list shows what stands in the way now
    } finally {
      busy.current = false;
      setSaving(false);
    }
  }

  const failure = refusal?.asked === asked ? refusal.error : null;
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
