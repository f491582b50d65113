"use client";

import { X } from "lucide-react";
import { useEffect, useRef, useState } from "react";
import { Button } from "@/components/ui/button";
import { Link } from "@/components/ui/link";
import type { AccessChangeDiff } from "@/domain/access-changes/schema";
import { CHANGES_PATH } from "./change-paths";
import { doneText } from "./change-words";
import { UndoChange } from "./undo-change";

/** A change with how many people it changed. */
type Done = Pick<AccessChangeDiff, "id"> & { summary: Pick<AccessChangeDiff["summary"], "members"> };
type Props = { done: Done; onUndone: () => void; onDismiss: () => void };

/** The result of a change, which stays on the page with a button that undoes it. */
export function ChangeDone({ done, onUndone, onDismiss }: Props) {
  const box = useRef<HTMLDivElement>(null);
  const [undone, setUndone] = useState<AccessChangeDiff | null>(null);
  const isLossy = undone?.items.some(({ not_restored }) => not_restored);
  useEffect(() => box.current?.focus(), []); // what had the focus is gone with the selection
  return (
    <div
      ref={box}
      tabIndex={-1}
      role="status"
      aria-label="The result of the change"
      className="mb-3 flex flex-wrap items-center gap-x-3 gap-y-2 rounded-md border border-line bg-raised px-3 py-1.5 outline-none"
    >
      <p className="min-w-0 flex-1">
        {undone ? `Undone: ${doneText(undone.summary)} back.` : `${doneText(done.summary)}.`}
        {isLossy && " Ended sessions, access tokens and what they had created stay ended."}
      </p>
      {done.id && (
        <Link href={`${CHANGES_PATH}/${undone?.id ?? done.id}`} className="inline-flex min-h-6 items-center underline">
          Details
        </Link>
      )}
      {done.id && !undone && (
        <UndoChange
          changeId={done.id}
          onUndone={(diff) => {
            setUndone(diff);
            onUndone();
            box.current?.focus();
          }}
        />
      )}
      <Button kind="quiet" aria-label="Dismiss the result" className="px-2" onClick={onDismiss}>
        <X aria-hidden size={14} />
      </Button>
    </div>
  );
}
