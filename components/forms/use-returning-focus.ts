"use client";

import { type RefObject, useEffect, useRef } from "react";

/** For a button that a form replaces in place: it gets the focus back when the form closes. */
export function useReturningFocus(isOpen: boolean): RefObject<HTMLButtonElement | null> {
  const wasOpen = useRef(false);
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (wasOpen.current && !isOpen) opener.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return opener;
}
