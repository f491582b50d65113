"use client";

import { Button } from "@/components/ui/button";
import { PageHeader } from "@/components/ui/page-header";

export default function DashboardError({ error, reset }: { error: Error & { digest?: string }; reset: () => void }) {
  return (
    <div role="alert">
      <PageHeader
        title="This page could not be loaded"
        description="Nothing was changed. The server may be busy, or the database out of reach for a moment."
      />
      <Button kind="primary" onClick={reset}>
        Try again
      </Button>
      {error.digest && <p className="mt-4 font-mono text-muted text-xs">Request {error.digest}</p>}
    </div>
  );
}
