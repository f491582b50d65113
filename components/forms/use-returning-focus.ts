"use client";

import { type RefObject, useEffect, useRef } from "react";

/** For the button whose form opens in place: it takes the focus again when the form is gone. */
export function useReturningFocus(isOpen: boolean): RefObject<HTMLButtonElement | null> {
  const wasOpen = useRef(false);
  const opener = useRef<HTMLButtonElement>(null);
  useEffect(() => {
    if (wasOpen.current && !isOpen) opener.current?.focus();
    wasOpen.current = isOpen;
  }, [isOpen]);
  return opener;
}
