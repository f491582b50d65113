"use client";

import { X } from "lucide-react";
import { type ReactNode, useEffect, useId, useRef } from "react";
import { Button } from "./button";

type Props = {
  open: boolean;
  /** Called on Escape, the close button and a click outside; the caller may refuse by keeping `open`. */
  onClose: () => void;
  title: string;
  description?: ReactNode;
  /** An alert dialog interrupts for a decision and is not closed by a click outside. */
  alert?: boolean;
  children: ReactNode;
};

// Focus the first field, or in a question the safe button; otherwise the browser decides.
const FIRST_FOCUS = "[data-first-focus], form :is(input, select, textarea), [data-dialog-actions] button";

/**
 * A modal dialog based on `<dialog>`: focus moves in, stays in and returns to the opener, and the page behind is inert
 * (WAI-ARIA APG, Dialog pattern).
 */
export function Dialog({ open, onClose, title, description, alert = false, children }: Props) {
  const ref = useRef<HTMLDialogElement>(null);
  const id = useId();

  useEffect(() => {
    const dialog = ref.current;
    if (!dialog || dialog.open === open) return;
    if (!open) return dialog.close();
    dialog.showModal();
    dialog.querySelector<HTMLElement>(FIRST_FOCUS)?.focus();
  }, [open]);

  return (
    <dialog
      ref={ref}
      role={alert ? "alertdialog" : undefined}
      aria-labelledby={`${id}-title`}
      aria-describedby={description ? `${id}-description` : undefined}
      className="m-auto max-h-[calc(100dvh-2rem)] w-[min(32rem,calc(100vw-1.5rem))] overflow-y-auto wrap-anywhere rounded-lg bg-page p-0 text-left text-text shadow-floating outline-1 outline-transparent motion-safe:animate-appear"
      onCancel={(event) => {
        if (event.target !== event.currentTarget) return; // React bubbles this and the next event out of nested dialogs
        event.preventDefault();
        onClose();
      }}
      onClose={({ target, currentTarget: dialog }) => {
        if (target === dialog && open && !dialog.open) onClose(); // the event comes late: it may be open again
      }}
      onKeyDown={(event) => {
        // Browsers let only the first cancel be prevented and then close behind React's back; keydown can always be.
        if (event.key !== "Escape" || event.defaultPrevented) return;
        event.preventDefault();
        event.stopPropagation();
        onClose();
      }}
      onMouseDown={(event) => {
        if (!alert && event.target === ref.current) onClose();
      }}
    >
      {open && (
        <div className="p-5">
          <div className="flex items-start justify-between gap-4">
            <h2 id={`${id}-title`} className="font-semibold text-lg">
              {title}
            </h2>
            <Button kind="quiet" aria-label="Close" onClick={onClose} className="-mt-1 -mr-2 px-2">
              <X aria-hidden size={16} />
            </Button>
          </div>
          {description && (
            <div id={`${id}-description`} className="mt-1 text-muted">
              {description}
            </div>
          )}
          <div className="mt-4">{children}</div>
        </div>
      )}
    </dialog>
  );
}

/** The row of buttons that ends a dialog. */
export function DialogActions({ children }: { children: ReactNode }) {
  return (
    <div data-dialog-actions className="mt-6 flex flex-wrap justify-end gap-2 *:max-w-full *:whitespace-normal">
      {children}
    </div>
  );
}
