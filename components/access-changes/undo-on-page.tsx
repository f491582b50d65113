"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { CHANGES_PATH } from "./change-paths";
import { doneText } from "./change-words";
import { UndoChange } from "./undo-change";

/** Undoes the change of a page and goes on to the page of what was undone. */
export function UndoOnPage({ changeId }: { changeId: string }) {
  const router = useRouter();
  return (
    <UndoChange
      changeId={changeId}
      onUndone={({ id, summary }) => {
        toast.success(`Undone: ${doneText(summary)} back`);
        if (id) router.push(`${CHANGES_PATH}/${id}`);
      }}
    />
  );
}
