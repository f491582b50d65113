"use client";

import { Pencil } from "lucide-react";
import { lazy, Suspense, useState } from "react";
import { Button } from "@/components/ui/button";
import type { EditedLead } from "./edit-lead-dialog";

const load = () => import("./edit-lead-dialog");
const EditLeadDialog = lazy(() => load().then((module) => ({ default: module.EditLeadDialog })));

/** The button that edits a lead, with its dialog. */
export function EditLead({ lead }: { lead: EditedLead }) {
  const [dialog, setDialog] = useState<"unopened" | "open" | "closed">("unopened");
  return (
    <>
      <Button onPointerEnter={load} onFocus={load} onClick={() => setDialog("open")}>
        <Pencil aria-hidden size={14} />
        Edit lead
      </Button>
      {dialog !== "unopened" && (
        <Suspense fallback={null}>
          <EditLeadDialog lead={lead} open={dialog === "open"} onClose={() => setDialog("closed")} />
        </Suspense>
      )}
    </>
  );
}
