"use client";

import { useRouter } from "next/navigation";
import { useRef, useState } from "react";
import { flushSync } from "react-dom";
import { ChangeDone } from "@/components/access-changes/change-done";
import { useUnsavedGuard } from "@/components/forms/use-unsaved-guard";
import type { AccessChangeDiff } from "@/domain/access-changes/schema";
import type { MatrixColumn } from "@/domain/access-matrix/schema";
import { MatrixGrid } from "./matrix-grid";
import { MatrixReview } from "./matrix-review";
import type { Pending } from "./pending";
import { PendingBar } from "./pending-bar";

type Props = {
  /** The filters as a query that ends with "&", or empty. */
  filters: string;
  units: MatrixColumn[];
  /** How many people match. */
  total: number;
  selfId: string;
};

const nothing: Pending = new Map();

/** The grid with the changes that are pending in it, their review, and the result of the last one. */
export function MatrixWorkspace({ filters, units, total, selfId }: Props) {
  const router = useRouter();
  const [pending, setPending] = useState(nothing);
  const [isReviewing, setReviewing] = useState(false);
  const [done, setDone] = useState<AccessChangeDiff | null>(null);
  const box = useRef<HTMLDivElement>(null);
  useUnsavedGuard(pending.size > 0);

  function finish(diff: AccessChangeDiff) {
    flushSync(() => setReviewing(false)); // synchronously: nothing behind an open dialog can take the focus
    setPending(nothing);
    setDone(diff);
    router.refresh();
  }

  function discard() {
    setPending(nothing);
    box.current?.querySelector<HTMLElement>("[role=gridcell][tabindex='0']")?.focus(); // the button is gone
  }

  return (
    <div ref={box}>
      {done && (
        <ChangeDone key={done.id} done={done} onUndone={() => router.refresh()} onDismiss={() => setDone(null)} />
      )}
      <PendingBar count={pending.size} onReview={() => setReviewing(true)} onDiscard={discard} />
      {total > 0 && units.length > 0 && (
        <MatrixGrid
          key={`${filters} ${units.map(({ unit_id: id }) => id).join(" ")}`}
          filters={filters}
          units={units}
          total={total}
          pending={pending}
          setPending={setPending}
          onReview={() => pending.size > 0 && setReviewing(true)}
        />
      )}
      <MatrixReview
        open={isReviewing}
        onClose={() => setReviewing(false)}
        pending={pending}
        setPending={setPending}
        selfId={selfId}
        onDone={finish}
      />
    </div>
  );
}
