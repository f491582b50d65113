"use client";

import { Toaster } from "sonner";
import type { Theme } from "@/lib/theme";

const MILLISECONDS = 8000;

// Sonner lets a toast wait under the pointer alone; whoever reads it by keyboard needs the time as well.
function treatFocusAsPointer(box: HTMLDivElement | null) {
  const passOn = ({ type, target }: FocusEvent) =>
    target?.dispatchEvent(new MouseEvent(type === "focusin" ? "mousemove" : "mouseout", { bubbles: true }));
  box?.addEventListener("focusin", passOn);
  box?.addEventListener("focusout", passOn);
}

/** What came of an act, for eight seconds, or as long as the pointer or the focus is on it. */
export function Toasts({ theme }: { theme: Theme }) {
  return (
    <div ref={treatFocusAsPointer}>
      <Toaster theme={theme} position="bottom-right" duration={MILLISECONDS} />
    </div>
  );
}
