"use client";

import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";

/** What Next hands to an error.tsx; `digest` names the error's line in the server's log. */
export type Failed = { error: Error & { digest?: string }; retry: () => void };

/** Says that a page could not be made, and tries again on demand. What the cause was is the log's to say. */
export function PageFailed({ error, retry }: Failed) {
  return (
    <div role="alert">
      <title>This page could not be loaded · LeadVibe Admin</title>
      <PageHeader
        title="This page could not be loaded"
        description="Nothing was changed. The server may be busy, or the database out of reach for a moment."
      />
      <Button kind="primary" onClick={() => retry()}>
        Try again
      </Button>
      {error.digest && <p className="mt-4 font-mono text-muted text-xs">Error {error.digest}</p>}
    </div>
  );
}
