"use client";

import { useOffline } from "next/offline";

/** Says that the connection is lost. Next keeps the page and resumes a navigation when the connection is back. */
export function OfflineNotice() {
  const isOffline = useOffline();
  return (
    <div role="alert" className="fixed inset-x-0 bottom-0 z-30">
      {isOffline && (
        <p className="border-line border-t bg-raised px-4 py-2 text-sm text-warn">
          The server cannot be reached. This page stays as it is; your request continues when the connection is back.
        </p>
      )}
    </div>
  );
}
