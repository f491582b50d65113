"use client";

import { useRouter } from "next/navigation";
import { type ReactNode, useRef, useState } from "react";
import { flushSync } from "react-dom";
import { toast } from "sonner";
import { FormError } from "@/components/forms/form-error";
import { Button } from "@/components/ui/button";
import { Dialog, DialogActions } from "@/components/ui/dialog";
import { versionOf } from "@/lib/version";
import { ChangedFields, contentInTheWay, type Words } from "./conflict";

type Props<C> = {
  /** What the button that asks says, and what it means where the words alone do not tell. */
  trigger: string;
  triggerLabel?: string;
  kind?: "plain" | "quiet" | "danger";
  title: string;
  consequence: ReactNode;
  /** Anything to choose before confirming. */
  choice?: ReactNode;
  /** What the button that does it says. */
  confirm: string;
  done: string;
  /** The element that takes the focus afterwards: what held it may be gone from the page. */
  focusAfterId: string;
  /** Does it; `version` is to be sent as If-Match. */
  act: (version?: string) => Promise<void>;
  /** The content as the page shows it, with the words for its fields; the action applies to that version only. */
  edited?: { seen: C; words: Words<C> };
  /** Where to go afterwards, if not back to this page. */
  leaveTo?: string | undefined;
};

/** A button that does something for good: it asks first, acts once, says what came of it, and reads the page again. */
export function ConfirmAction<C extends object = never>(props: Props<C>) {
  const router = useRouter();
  const [current, setCurrent] = useState<C | null>(null);
  const meant = current ?? props.edited?.seen;
  const [isOpen, setOpen] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const busy = useRef(false);

  function close() {
    setOpen(false);
    setFailure(null);
    setCurrent(null);
  }

  async function act() {
    if (busy.current) return;
    busy.current = true;
    setFailure(null);
    try {
      await props.act(meant && versionOf(meant));
      flushSync(close); // at once, because behind an open dialog nothing takes the focus
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
      <Button kind={props.kind ?? "plain"} aria-label={props.triggerLabel} onClick={() => setOpen(true)}>
        {props.trigger}
      </Button>
      <Dialog alert open={isOpen} onClose={close} title={props.title} description={props.consequence}>
        {props.choice}
        <FormError error={failure} />
        {current && props.edited && (
          <div role="alert" className="space-y-2 rounded-md border border-bad px-3 py-2 text-sm">
            <p className="font-medium">
              Somebody else has changed this since you opened the page. Nothing is done yet.
            </p>
            <ChangedFields {...props.edited} current={current} />
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
