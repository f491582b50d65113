"use client";

import { Check, Copy } from "lucide-react";
import { useState } from "react";
import { Button } from "./button";

/** Copies a text; `label` says what, for those who cannot see the icon. */
export function CopyButton({ text, label, children }: { text: string; label: string; children?: string }) {
  const [copied, setCopied] = useState(false);
  async function copy() {
    await navigator.clipboard.writeText(text);
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  }
  const Icon = copied ? Check : Copy;
  return (
    <Button kind={children ? "plain" : "quiet"} className={children ? "" : "px-2"} aria-label={label} onClick={copy}>
      <Icon aria-hidden size={14} />
      {children}
      <span role="status" className="sr-only">
        {copied ? "Copied" : ""}
      </span>
    </Button>
  );
}
