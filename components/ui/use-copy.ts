import { useState } from "react";

/** Copies a text to the clipboard, and tells for two seconds that it has, or that the browser did not allow it. */
export function useCopy(text: string, onCopied?: () => void) {
  const [copied, setCopied] = useState(false);
  const [hasFailed, setFailed] = useState(false);
  async function copy() {
    try {
      await navigator.clipboard.writeText(text); // missing on plain http, and the browser may refuse
    } catch {
      return setFailed(true);
    }
    setFailed(false);
    onCopied?.();
    setCopied(true);
    setTimeout(() => setCopied(false), 2000);
  }
  return { copied, hasFailed, copy };
}
