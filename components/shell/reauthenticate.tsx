"use client";

import { lazy, Suspense, useEffect, useRef, useState } from "react";
import { onPasswordWanted } from "@/lib/http/api-client";

// Forms are most of a page's script, and this one is seldom needed.
const ReauthenticateDialog = lazy(() =>
  import("./reauthenticate-dialog").then((module) => ({ default: module.ReauthenticateDialog })),
);

/**
 * Asks for the password where the API wants it again, whatever form or button was refused; that goes on by itself then. All
 * that is refused meanwhile waits for the same answer.
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
