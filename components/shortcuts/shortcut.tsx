"use client";

import { useEffect, useEffectEvent } from "react";
import { completed, mayBeShortcut, type Shortcut as Registered } from "./pressed-keys";

const registered = new Set<Registered>();

/** The shortcuts of the page that is shown, and those of every page. */
export const shortcutsHere = (): Registered[] => [...registered];

/** A shortcut of one key, or of two in a row, for as long as this is rendered. It appears in the list that `?` opens. */
export function Shortcut({ keys, does, act }: Registered) {
  const run = useEffectEvent(act);
  useEffect(() => {
    const shortcut = { keys, does, act: () => run() };
    registered.add(shortcut);
    return () => {
      registered.delete(shortcut);
    };
  }, [keys, does]);
  return null;
}

/** Runs the shortcut that the keys pressed on the page make. */
export function runShortcut(event: KeyboardEvent): void {
  if (!mayBeShortcut(event)) return;
  const shortcut = completed(shortcutsHere(), event);
  if (!shortcut) return;
  event.preventDefault();
  shortcut.act();
}
