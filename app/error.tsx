"use client";

import { type Failed, PageFailed } from "@/components/shell/page-failed";

/** For failures outside the dashboard's pages, including in its layout. */
export default function AppError(failed: Failed) {
  return (
    <main className="mx-auto max-w-2xl px-4 py-16">
      <PageFailed {...failed} />
    </main>
  );
}
