"use client";

import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import type { Secret } from "@/domain/service-accounts/schema";

const load = () => import("./edit-secret-dialog");
const EditSecretDialog = lazy(() => load().then((module) => ({ default: module.EditSecretDialog })));

/** The button that renames a service account, with its dialog. */
export function EditSecret({ secret, label }: { secret: Secret; label: string }) {
  const [dialog, setDialog] = useState<"unopened" | "open" | "closed">("unopened");
  return (
    <>
      <Button aria-label={`Rename: ${label}`} onPointerEnter={load} onFocus={load} onClick={() => setDialog("open")}>
        Rename
      </Button>
      {dialog !== "unopened" && (
        <Suspense fallback={null}>
          <EditSecretDialog secret={secret} open={dialog === "open"} onClose={() => setDialog("closed")} />
        </Suspense>
      )}
    </>
  );
}
