"use client";

import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { onPasswordWanted } from "@/lib/http/api-client";

// Loaded on demand: forms are most of a page's script, and this one is rarely needed.
const ReauthenticateDialog = lazy(() =>
  import("./reauthenticate-dialog").then((module) => ({ default: module.ReauthenticateDialog })),
);

/**
 * Asks for the password when the API requires it again, whichever form or button was refused; the request then continues.
 * Everything refused meanwhile waits for the same dialog.
 */
export function Reauthenticate() {
  const [dialog, setDialog] = useState<"unopened" | "open" | "closed">("unopened");
  const waiting = useRef<((isGiven: boolean) => void)[]>([]);

  useEffect(
    () =>
      onPasswordWanted(() => {
        setDialog("open");
        return new Promise((resolve) => waiting.current.push(resolve));
      }),
    [],
  );

  function settle(isGiven: boolean) {
    setDialog("closed");
    for (const resolve of waiting.current.splice(0)) resolve(isGiven);
  }

  if (dialog === "unopened") return null;
  return (
    <Suspense fallback={null}>
      <ReauthenticateDialog open={dialog === "open"} onGiven={() => settle(true)} onCancel={() => settle(false)} />
    </Suspense>
  );
}
