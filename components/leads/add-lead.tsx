"use client";

import { UserPlus } from "lucide-react";
import { lazyDialog } from "@/components/forms/lazy-dialog";

const AddLeadDialog = lazyDialog(() => import("./add-lead-dialog").then((module) => module.AddLeadDialog));

/** The button that adds a lead to the active OU, with its dialog. */
export function AddLead() {
  return (
    <AddLeadDialog id="add-lead" kind="primary" dialog={{}}>
      <UserPlus aria-hidden size={15} />
      Add lead
    </AddLeadDialog>
  );
}
