"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { toast } from "sonner";
import { FormError } from "@/components/forms/form-error";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { versionOf } from "@/lib/version";
import { ChangedFields, type Words } from "./conflict";
import { contentInTheWay } from "./content-in-the-way";

type Props<C> = {
  /** The opening button's text, and its accessible label where the text alone is ambiguous. */
  trigger: string;
  triggerLabel?: string;
  kind?: "plain" | "quiet" | "danger";
  /** What opens the question instead of the button, such as a menu. */
  opener?: (open: () => void) => ReactNode;
  title: string;
  consequence: ReactNode;
  /** Options to choose before confirming. */
  choice?: ReactNode;
  /** The confirming button's text. */
  confirm: string;
  done: string;
  /** The element to focus afterwards, because the opening button may be gone. */
  focusAfterId: string;
  /** Performs the action; send `version` as If-Match. */
  act: (version?: string) => Promise<void>;
  /** The content as the page shows it, with labels for its fields; the action applies to that version only. */
  edited?: { seen: C; words: Words<C> };
  /** Where to go afterwards, if not back to this page. */
  leaveTo?: string | undefined;
};

/** A button for something irreversible: it asks first, acts once, reports the result and refreshes the page. */
export function ConfirmAction<C extends object = never>(props: Props<C>) {
  const router = useRouter();
  const [current, setCurrent] = useState<C | null>(null);
  const [isOpen, setOpen] = useState(false);
  // The page behind the dialog may refresh: the action applies to what it showed when the dialog opened.
  const [opened, setOpened] = useState<C>();
  const [failure, setFailure] = useState<unknown>(null);
  const busy = useRef(false);

  function open() {
    setOpened(props.edited?.seen);
    setOpen(true);
  }

  function close() {
    setOpen(false);
    setFailure(null);
    setCurrent(null);
  }

  async function act() {
    if (busy.current) return;
    busy.current = true;
    const meant = current ?? opened;
    setFailure(null);
    try {
      await props.act(meant && versionOf(meant));
      flushSync(close); // synchronously: nothing behind an open dialog can take the focus
      toast.success(props.done);
      document.getElementById(props.focusAfterId)?.focus();
      if (props.leaveTo) router.push(props.leaveTo);
      else router.refresh();
    } catch (error) {
      const content = contentInTheWay<C>(error);
      if (content) setCurrent(content);
      else setFailure(error);
    } finally {
      busy.current = false;
    }
  }

  return (
    <>
      {props.opener ? (
        props.opener(open)
      ) : (
        <Button kind={props.kind ?? "plain"} aria-label={props.triggerLabel} onClick={open}>
          {props.trigger}
        </Button>
      )}
      <Dialog alert open={isOpen} onClose={close} title={props.title} description={props.consequence}>
        {props.choice}
        <FormError error={failure} />
        {current && opened && props.edited && (
          <div role="alert" className="space-y-2 rounded-md border border-bad px-3 py-2 text-sm">
            <p className="font-medium">
              Somebody else has changed this since you opened the page. Nothing has been done yet.
            </p>
            <ChangedFields words={props.edited.words} seen={opened} current={current} />
            <p className="text-muted">Confirm again if you still want to.</p>
          </div>
        )}
        <DialogActions>
          <Button onClick={close}>Cancel</Button>
          <Button kind="danger" onClick={act}>
            {props.confirm}
          </Button>
        </DialogActions>
      </Dialog>
    </>
  );
}
