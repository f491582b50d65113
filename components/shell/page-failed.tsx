"use client";

import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";

/** The props Next gives an error.tsx; `digest` identifies the error in the server's log. */
export type Failed = { error: Error & { digest?: string }; retry: () => void };

/** Says that a page failed to load, and retries on request. The cause is only in the log. */
export function PageFailed({ error, retry }: Failed) {
  return (
    <div role="alert">
      <title>This page could not be loaded · LeadVibe Admin</title>
      <PageHeader
        title="This page could not be loaded"
        description="Nothing was changed. The server may be busy, or the database briefly unavailable."
      />
      <Button kind="primary" onClick={() => retry()}>
        Try again
      </Button>
      {error.digest && <p className="mt-4 font-mono text-muted text-xs">Error {error.digest}</p>}
    </div>
  );
}
