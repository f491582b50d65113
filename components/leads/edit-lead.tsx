"use client";

import { Pencil } from "lucide-react";
import { lazyDialog } from "@/components/forms/lazy-dialog";
import type { EditedLead } from "./edit-lead-dialog";

const EditLeadDialog = lazyDialog(() => import("./edit-lead-dialog").then((module) => module.EditLeadDialog));

/** The button that edits a lead, with its dialog. */
export function EditLead({ lead }: { lead: EditedLead }) {
  return (
    <EditLeadDialog dialog={{ lead }}>
      <Pencil aria-hidden size={14} />
      Edit lead
    </EditLeadDialog>
  );
}
