"use client";

import { lazy, Suspense } from "react";
import type { Failed } from "@/components/shell/page-failed";

// Every page loads this file's script and hardly any fails, so it stays small. If nothing else can be loaded, the title has to do.
const Title = () => <h1 className="font-semibold text-lg">This page could not be loaded</h1>;
const PageFailed = lazy(() =>
  import("@/components/shell/page-failed").then(
    (loaded) => ({ default: loaded.PageFailed }),
    () => ({ default: Title }),
  ),
);

/** For failures outside the dashboard's pages, including in its layout. */
export default function AppError(failed: Failed) {
  return (
    <main className="mx-auto max-w-2xl px-4 py-16">
      <Suspense fallback={null}>
        <PageFailed {...failed} />
      </Suspense>
    </main>
  );
}
