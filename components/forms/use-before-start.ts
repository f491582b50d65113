"use client";

import { useCallback, useEffect, useRef, useState } from "react";
import { useUnsavedGuard } from "./use-unsaved-guard";

const textsIn = (element: Element) => [...element.querySelectorAll<HTMLInputElement>("input:not([type=checkbox])")];
const isEdited = ({ value, defaultValue }: HTMLInputElement) => value !== defaultValue;

/**
 * Types a text again, from its default. React reports what was typed before the form listens to its own state, so the form
 * would count as unchanged. It writes past React, which ignores the event of a value that it knows.
 */
function typeAgain(text: HTMLInputElement): void {
  const { value, defaultValue, selectionStart, selectionEnd } = text;
  const write = Object.getOwnPropertyDescriptor(HTMLInputElement.prototype, "value")?.set;
  text.value = value;
  for (const one of [defaultValue, value]) {
    write?.call(text, one);
    text.dispatchEvent(new Event("input", { bubbles: true }));
  }
  if (selectionStart !== null) text.setSelectionRange(selectionStart, selectionEnd);
}

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
      for (const text of textsIn(element).filter(isEdited)) typeAgain(text);
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
    const hasText = textsIn(element).some(isEdited);
    setTyped(hasText);
    if (hasText || element.contains(document.activeElement)) want();
    return () => {
      for (const type of EVENTS) window.removeEventListener(type, hear, true);
    };
  }, [isStarted, want]);

  return { place, onStart: useCallback(() => setStarted(true), []) };
}
