"use client";

import { useEffect, useState } from "react";

export type Search<Answer> = { state: "searching" | "failed"; answer: null } | { state: "done"; answer: Answer };

type Last<Answer> = { text: string; answer: Answer | null };

const DEBOUNCE_MILLISECONDS = 150;

/**
 * Searches the server for the current text. There is no result while it loads, so that nobody picks from an earlier text's
 * results. `find` must be stable between renders; null finds nothing.
 */
export function useSearch<Answer>(text: string, find: ((text: string) => Promise<Answer>) | null): Search<Answer> {
  const [last, setLast] = useState<Last<Answer> | null>(null);
  const wanted = text.trim();

  useEffect(() => {
    if (!find) return;
    let isCurrent = true;
    const timer = setTimeout(async () => {
      const answer = await find(wanted).catch(() => null);
      if (isCurrent) setLast({ text: wanted, answer });
    }, DEBOUNCE_MILLISECONDS);
    return () => {
      isCurrent = false;
      clearTimeout(timer);
      setLast(null);
    };
  }, [wanted, find]);

  return searchOf(wanted, last);
}

/** The state of the search for the text that is wanted now. */
export function searchOf<Answer>(wanted: string, last: Last<Answer> | null): Search<Answer> {
  if (last?.text !== wanted) return { state: "searching", answer: null };
  return last.answer === null ? { state: "failed", answer: null } : { state: "done", answer: last.answer };
}
