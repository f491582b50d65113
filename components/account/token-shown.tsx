"use client";

import { type ReactNode, useEffect, useId, useRef, useState } from "react";
import { useFormDialog } from "@/components/forms/form-dialog";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";
import { DialogActions } from "@/components/ui/dialog";
import { SecretMissed } from "./secret-missed";

type Props = {
  /** Null if the connection was lost before it arrived: repeating the request repeats the answer without it. */
  token: string | null;
  onDone: () => void;
  /** What the secret is called, and what its holder can do. */
  label?: string;
  warning?: string;
  children?: ReactNode;
};

const WARNING = "Copy it now: it is not shown again. Anyone who has it can act as you, so treat it like a password.";

/** Shows a new secret, this once. Closing the dialog asks for confirmation until the secret is copied. */
export function TokenShown({ token, ...props }: Props) {
  return token === null ? <SecretMissed onDone={props.onDone} /> : <Shown token={token} {...props} />;
}

function Shown({ token, onDone, label = "Token", warning = WARNING, children }: Props & { token: string }) {
  const id = useId();
  const [isCopied, setCopied] = useState(false);
  const field = useRef<HTMLTextAreaElement>(null);
  useFormDialog(!isCopied);
  useEffect(() => field.current?.focus(), []);
  return (
    <>
      <p id={`${id}-warning`} className="rounded-md border border-warn px-3 py-2 text-sm text-warn">
        {warning}
      </p>
      <label htmlFor={id} className="mt-4 mb-1 block font-medium text-sm">
        {label}
      </label>
      <div className="flex gap-2">
        <textarea
          ref={field}
          id={id}
          readOnly
          rows={2}
          value={token}
          aria-describedby={`${id}-warning`}
          onFocus={(event) => event.target.select()}
          onCopy={() => setCopied(true)}
          className="block w-full field-sizing-content resize-none break-all rounded-md border border-field bg-raised px-2.5 py-1.5"
        />
        <CopyButton text={token} label={`Copy the ${label.toLowerCase()}`} onCopied={() => setCopied(true)}>
          Copy
        </CopyButton>
      </div>
      {children}
      <DialogActions>
        <Button kind="primary" onClick={onDone}>
          Done
        </Button>
      </DialogActions>
    </>
  );
}
