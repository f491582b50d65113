"use client";

import { useOffline } from "next/offline";
import { useSyncExternalStore } from "react";

function onConnection(callback: () => void): () => void {
  window.addEventListener("online", callback);
  window.addEventListener("offline", callback);
  return () => {
    window.removeEventListener("online", callback);
    window.removeEventListener("offline", callback);
  };
}

const hasNoConnection = () => !navigator.onLine;

/** Says that the connection is lost. Next keeps the page and resumes a navigation when the connection is back. */
export function OfflineNotice() {
  const hasFailed = useOffline();
  const isOffline = useSyncExternalStore(onConnection, hasNoConnection, () => false) || hasFailed;
  return (
    <div role="alert" className="fixed inset-x-0 bottom-0 z-30">
      {isOffline && (
        <p className="border-line border-t bg-raised px-4 py-2 text-sm text-warn">
          The server cannot be reached. This page stays as it is, and a link that you followed opens when the connection
          is back. Until then nothing can be saved.
        </p>
      )}
    </div>
  );
}
