"use client";

import { type ComponentProps, lazy, Suspense, useEffect, useState } from "react";

const MatrixWorkspace = lazy(async () => ({ default: (await import("./matrix-workspace")).MatrixWorkspace }));

const WIDE = "(min-width: 40rem)"; // Tailwind's sm

/**
 * The matrix as a grid, with scripts and on a screen that has room for it; else the page's list is all there is. Once loaded it
 * stays, so that a narrower window loses no pending change.
 */
export function AccessMatrix(props: ComponentProps<typeof MatrixWorkspace>) {
  const [isLoaded, setLoaded] = useState(false);
  useEffect(() => {
    const wide = window.matchMedia(WIDE);
    const look = () => wide.matches && setLoaded(true);
    look();
    wide.addEventListener("change", look);
    return () => wide.removeEventListener("change", look);
  }, []);
  const room = <div className="h-144 rounded-md border border-line" />;
  return (
    <div className="max-sm:hidden noscript:hidden">
      {isLoaded ? (
        <Suspense fallback={room}>
          <MatrixWorkspace {...props} />
        </Suspense>
      ) : (
        room
      )}
    </div>
  );
}
