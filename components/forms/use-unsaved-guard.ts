"use client";

import { useEffect } from "react";
import { opensPage } from "@/components/ui/opens-page";

const QUESTION = "Leave this page? What you entered has not been saved.";

/**
 * Asks before unsaved changes are lost: on links, on the back button where the browser has the Navigation API, and with the
 * browser's own prompt on reload and on closing the tab.
 */
export function useUnsavedGuard(isDirty: boolean): void {
  useEffect(() => {
    if (!isDirty) return;
    const onUnload = (event: BeforeUnloadEvent) => event.preventDefault();
    const onClick = (event: MouseEvent) => {
      if (!opensPage(event) || window.confirm(QUESTION)) return;
      event.preventDefault();
      event.stopPropagation();
    };
    const onNavigate = (event: NavigateEvent) => {
      if (event.navigationType !== "traverse" || !event.cancelable) return;
      if (!window.confirm(QUESTION)) event.preventDefault();
    };
    const navigation = "navigation" in window ? window.navigation : undefined;
    window.addEventListener("beforeunload", onUnload);
    document.addEventListener("click", onClick, true); // capture phase: React's links navigate in the bubble phase
    navigation?.addEventListener("navigate", onNavigate);
    return () => {
      window.removeEventListener("beforeunload", onUnload);
      document.removeEventListener("click", onClick, true);
      navigation?.removeEventListener("navigate", onNavigate);
    };
  }, [isDirty]);
}
