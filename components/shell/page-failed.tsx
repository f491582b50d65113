"use client";

import { TriangleAlert } from "lucide-react";
import { Button } from "@/components/ui/button";
import { CopyButton } from "@/components/ui/copy-button";

/** The props Next gives an error.tsx; `digest` identifies the error in the server's log. */
export type Failed = { error: Error & { digest?: string }; retry: () => void };

/** Says in its place that a page failed to load, and retries on request. The cause is only in the log, by the request's ID. */
export function PageFailed({ error, retry }: Failed) {
  return (
    <div role="alert" className="rounded-lg border border-line px-6 py-10 text-center">
      <title>This page could not be loaded · LeadVibe Admin</title>
      <span
        aria-hidden
        className="mx-auto mb-3 flex size-10 items-center justify-center rounded-full bg-raised text-bad"
      >
        <TriangleAlert size={18} />
      </span>
      <h1 className="font-semibold text-lg">This page could not be loaded</h1>
      <p className="mx-auto mt-1 max-w-prose text-pretty text-muted">
        Nothing was changed. The server may be busy, or the database briefly unavailable.
      </p>
      <Button kind="primary" className="mt-4" onClick={() => retry()}>
        Try again
      </Button>
      {error.digest && (
        <p className="mt-4 flex flex-wrap items-center justify-center gap-x-1 text-muted text-sm">
          If it stays, tell whoever runs the server this request ID: <code className="break-all">{error.digest}</code>
          <CopyButton text={error.digest} label="Copy the request ID" />
        </p>
      )}
    </div>
  );
}
