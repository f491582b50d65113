"use client";

import { useRef, useState } from "react";

/** Runs work that must not run twice at a time, such as a submit: a call while it runs does nothing. Failures are kept, not thrown. */
export function useOnce() {
  const [isRunning, setRunning] = useState(false);
  const [failure, setFailure] = useState<unknown>(null);
  const busy = useRef(false);

  async function once(work: () => Promise<void>, onFailure?: () => void): Promise<void> {
    if (busy.current) return;
    busy.current = true;
    setRunning(true);
    setFailure(null);
    try {
      await work();
    } catch (error) {
      setFailure(error);
      onFailure?.();
    } finally {
      busy.current = false;
      setRunning(false);
    }
  }

  return { once, isRunning, failure };
}
