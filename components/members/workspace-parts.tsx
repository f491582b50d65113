"use client";

import { useRouter } from "next/navigation";
import { type ComponentProps, lazy, type ReactNode, Suspense } from "react";
import { flushSync } from "react-dom";
import type { Asked } from "@/components/access-changes/review-dialog";
import { FormError } from "@/components/forms/form-error";
import type { AccessChangeDiff } from "@/domain/access-changes/schema";
import type { Powers } from "./member-ops";

const loadDialog = () => import("@/components/access-changes/review-dialog");
const loadDone = () => import("@/components/access-changes/change-done");
const loadResend = () => import("@/components/invitations/resend-dialog");
const loadBar = () => import("./batch-bar");
const Bar = lazy(async () => ({ default: (await loadBar()).BatchBar }));
const ChangeDone = lazy(async () => ({ default: (await loadDone()).ChangeDone }));
const ReviewDialog = lazy(async () => ({ default: (await loadDialog()).ReviewDialog }));
const ResendDialog = lazy(async () => ({ default: (await loadResend()).ResendDialog }));

/** Loads what the next steps need. */
export function approach() {
  loadDialog();
  loadDone();
}

type BarProps = Omit<ComponentProps<typeof Bar>, "onApproach"> & { toolbar: ReactNode };

/** What can be done to those who are selected; the list's toolbar until it is loaded. */
export function BatchBar({ toolbar, ...bar }: BarProps) {
  return (
    <Suspense fallback={toolbar}>
      <Bar {...bar} onApproach={approach} />
    </Suspense>
  );
}

type OutcomeProps = { done: AccessChangeDiff | null; failure: unknown; onDismiss: () => void };

/** What the last change has done, with the button that undoes it, and what stopped one that needed no dialog. */
export function Outcome({ done, failure, onDismiss }: OutcomeProps) {
  const router = useRouter();
  return (
    <>
      {done && (
        <Suspense fallback={null}>
          <ChangeDone key={done.id} done={done} onUndone={() => router.refresh()} onDismiss={onDismiss} />
        </Suspense>
      )}
      {failure !== null && (
        <div className="mb-3">
          <FormError error={failure} />
        </div>
      )}
    </>
  );
}

/** What is to be done, and to whom. */
export type AskedOp = Asked | (Omit<Asked, "op"> & { op: "resend" });

type DialogProps = {
  asked: AskedOp;
  powers: Powers;
  selfId: string;
  isOpen: boolean;
  onClose: () => void;
  /** Called after a change of access, and after invitations were sent, once the dialog is closed. */
  onDone: (diff: AccessChangeDiff | null) => void;
};

/** Asks before what was chosen is done. */
export function AskedDialog({ asked, powers, selfId, isOpen, onClose, onDone }: DialogProps) {
  function end(diff: AccessChangeDiff | null) {
    flushSync(onClose); // synchronously: nothing behind an open dialog can take the focus
    onDone(diff);
  }
  return (
    <Suspense fallback={null}>
      {asked.op === "resend" ? (
        <ResendDialog
          chosen={asked.chosen}
          name={asked.name}
          open={isOpen}
          onClose={(hasSent) => (hasSent ? end(null) : onClose())}
        />
      ) : (
        <ReviewDialog asked={asked} units={powers.units} selfId={selfId} open={isOpen} onClose={onClose} onDone={end} />
      )}
    </Suspense>
  );
}
