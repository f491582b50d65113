"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useUnsavedGuard } from "./use-unsaved-guard";

const EVENTS = ["pointerover", "focusin", "input", "submit"];

/**
 * Watches a form that is plain HTML until `onStart`: calls `want` when the pointer or the focus reaches it, guards what is
 * typed, and submits what was submitted meanwhile.
 */
export function useBeforeStart(want: () => void) {
  const place = useRef<HTMLDivElement>(null);
  const held = useRef<SubmitEvent>(null);
  const [isStarted, setStarted] = useState(false);
  const [isTyped, setTyped] = useState(false);
  useUnsavedGuard(isTyped && !isStarted);

  // At the window, because React stops at the document what happens in a part that it has not hydrated.
  useEffect(() => {
    const element = place.current;
    if (!element) return;
    if (isStarted) {
      const { target, submitter } = held.current ?? {};
      if (target instanceof HTMLFormElement) target.requestSubmit(submitter);
      return;
    }
    function hear(event: Event) {
      if (!(event.target instanceof Node && element?.contains(event.target))) return;
      if (event.type === "input") setTyped(true);
      if (event instanceof SubmitEvent) {
        event.preventDefault();
        held.current = event;
      }
      want();
    }
    for (const type of EVENTS) window.addEventListener(type, hear, true);
    const texts = [...element.querySelectorAll<HTMLInputElement>("input:not([type=checkbox])")];
    const isEdited = texts.some(({ value, defaultValue }) => value !== defaultValue);
    setTyped(isEdited);
    if (isEdited || element.contains(document.activeElement)) want();
    return () => {
      for (const type of EVENTS) window.removeEventListener(type, hear, true);
    };
  }, [isStarted, want]);

  return { place, onStart: useCallback(() => setStarted(true), []) };
}
