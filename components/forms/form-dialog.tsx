"use client";

import { createContext, type ReactNode, useContext, useLayoutEffect, useState } from "react";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { useUnsavedGuard } from "./use-unsaved-guard";

type Within = { reportDirty: (isDirty: boolean) => void; requestClose: () => void };
const FormDialogContext = createContext<Within>({ reportDirty: () => {}, requestClose: () => {} });

/** For a form in a FormDialog: reports unsaved changes, and returns a close function that asks first if there are any. */
export function useFormDialog(isDirty: boolean): () => void {
  const { reportDirty, requestClose } = useContext(FormDialogContext);
  // In the same commit as the change: the very next key may be Escape.
  useLayoutEffect(() => {
    reportDirty(isDirty);
    return () => reportDirty(false);
  }, [isDirty, reportDirty]);
  return requestClose;
}

type Props = {
  open: boolean;
  onClose: () => void;
  title: string;
  description?: ReactNode;
  /** The question asked before unsaved changes are discarded. */
  question?: { title: string; consequence: string; stay: string; leave: string } | undefined;
  children: ReactNode;
};

const DISCARD = {
  title: "Discard what you entered?",
  consequence: "It has not been saved.",
  stay: "Keep editing",
  leave: "Discard",
};

/** A dialog for a form. Closing it, or leaving the page, asks first if there are unsaved changes. */
export function FormDialog({ onClose, question = DISCARD, children, ...rest }: Props) {
  const [isDirty, reportDirty] = useState(false);
  const [isAsking, setAsking] = useState(false);

  useUnsavedGuard(isDirty);

  const requestClose = () => (isDirty ? setAsking(true) : onClose());
  function discard() {
    setAsking(false);
    onClose();
  }

  return (
    <Dialog {...rest} onClose={requestClose}>
      <FormDialogContext value={{ reportDirty, requestClose }}>{children}</FormDialogContext>
      <Dialog
        alert
        open={isAsking}
        onClose={() => setAsking(false)}
        title={question.title}
        description={question.consequence}
      >
        <DialogActions>
          <Button onClick={() => setAsking(false)}>{question.stay}</Button>
          <Button kind="danger" onClick={discard}>
            {question.leave}
          </Button>
        </DialogActions>
      </Dialog>
    </Dialog>
  );
}
