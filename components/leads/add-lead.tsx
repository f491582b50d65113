"use client";

import { UserPlus } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";

// The form and its schema are fetched when somebody means to add a lead, not with the list.
const load = () => import("./add-lead-dialog");
const AddLeadDialog = lazy(() => load().then((module) => ({ default: module.AddLeadDialog })));

/** The button that adds a lead to the active OU, with its dialog. */
export function AddLead() {
  const [dialog, setDialog] = useState<"unopened" | "open" | "closed">("unopened");
  return (
    <>
      <Button kind="primary" onPointerEnter={load} onFocus={load} onClick={() => setDialog("open")}>
        <UserPlus aria-hidden size={15} />
        Add lead
      </Button>
      {dialog !== "unopened" && (
        <Suspense fallback={null}>
          <AddLeadDialog open={dialog === "open"} onClose={() => setDialog("closed")} />
        </Suspense>
      )}
    </>
  );
}
