"use client";

import { Plus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";

// The form and its schema are fetched when somebody means to make one, not with the list.
const load = () => import("./create-secret-dialog");
const CreateSecretDialog = lazy(() => load().then((module) => ({ default: module.CreateSecretDialog })));

/** The button that makes a service account of the active OU, with its dialog. */
export function CreateSecret(props: { unitName: string; url: string }) {
  const [dialog, setDialog] = useState<"unopened" | "open" | "closed">("unopened");
  return (
    <>
      <Button kind="primary" onPointerEnter={load} onFocus={load} onClick={() => setDialog("open")}>
        <Plus aria-hidden size={15} />
        Create service account
      </Button>
      {dialog !== "unopened" && (
        <Suspense fallback={null}>
          <CreateSecretDialog {...props} open={dialog === "open"} onClose={() => setDialog("closed")} />
        </Suspense>
      )}
    </>
  );
}
