"use client";

import { useRouter } from "next/navigation";
import { useEffect } from "react";

const EVERY_MILLISECONDS = 3000;
const TIMES = 20;

/** Refreshes the page every few seconds, for a minute at most, while something is pending. */
export function RefreshWhile({ isPending }: { isPending: boolean }) {
  const router = useRouter();
  useEffect(() => {
    if (!isPending) return;
    let left = TIMES;
    const timer = setInterval(() => {
      if (document.visibilityState === "visible") router.refresh();
      left -= 1;
      if (left === 0) clearInterval(timer);
    }, EVERY_MILLISECONDS);
    return () => clearInterval(timer);
  }, [isPending, router]);
  return null;
}
