"use client";

import { Check, Copy } from "lucide-react";
import { Button } from "./button";
import { useCopy } from "./use-copy";

type Props = { text: string; label: string; onCopied?: () => void; children?: string };

/** Copies a text; `label` is the accessible name. */
export function CopyButton({ text, label, onCopied, children }: Props) {
  const { copied, hasFailed, copy } = useCopy(text, onCopied);
  const Icon = copied ? Check : Copy;
  return (
    <>
      <Button kind={children ? "plain" : "quiet"} className={children ? "" : "px-2"} aria-label={label} onClick={copy}>
        <Icon aria-hidden size={14} />
        {children}
        <span role="status" className="sr-only">
          {copied ? "Copied" : ""}
        </span>
      </Button>
      {hasFailed && (
        <span role="alert" className="text-bad text-sm">
          The browser did not allow copying. Select the text and copy it by hand.
        </span>
      )}
    </>
  );
}
