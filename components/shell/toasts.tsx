"use client";

import { Toaster } from "sonner";
import type { Theme } from "@/lib/theme";

const MILLISECONDS = 8000;

// Sonner pauses a toast only under the pointer; keyboard users need the time as well.
function treatFocusAsPointer(box: HTMLDivElement | null) {
  const passOn = ({ type, target }: FocusEvent) =>
    target?.dispatchEvent(new MouseEvent(type === "focusin" ? "mousemove" : "mouseout", { bubbles: true }));
  box?.addEventListener("focusin", passOn);
  box?.addEventListener("focusout", passOn);
}

/** Results of actions, shown for eight seconds or while the pointer or focus is on them. */
export function Toasts({ theme }: { theme: Theme }) {
  return (
    <div ref={treatFocusAsPointer}>
      <Toaster theme={theme} position="bottom-right" duration={MILLISECONDS} />
    </div>
  );
}
