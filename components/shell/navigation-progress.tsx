"use client";

import { usePathname, useSearchParams } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { opensPage } from "@/components/ui/opens-page";

const PATIENCE_MILLISECONDS = 150;

/**
 * Shows that the next page is loading while the current one stays. A loading.tsx would show a skeleton, but its content
 * arrives hidden and needs a script to appear, and lists must be readable without JavaScript.
 */
export function NavigationProgress() {
  const here = `${usePathname()}?${useSearchParams()}`;
  const [leaving, setLeaving] = useState<string | null>(null);
  const timer = useRef<ReturnType<typeof setTimeout>>(undefined);

  useEffect(() => {
    const onClick = (event: MouseEvent) => {
      clearTimeout(timer.current);
      if (opensPage(event)) timer.current = setTimeout(() => setLeaving(here), PATIENCE_MILLISECONDS);
    };
    window.addEventListener("click", onClick);
    return () => {
      window.removeEventListener("click", onClick);
      clearTimeout(timer.current);
      setLeaving(null); // it has arrived
    };
  }, [here]);

  return (
    <div role="status" className="fixed inset-x-0 top-0 z-30">
      {leaving === here && (
        <>
          <div className="h-0.5 bg-accent animate-pulse" />
          <span className="sr-only">Loading the page</span>
        </>
      )}
    </div>
  );
}
