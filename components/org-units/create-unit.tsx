"use client";

import { Plus } from "lucide-react";
import { lazyDialog } from "@/components/forms/lazy-dialog";

const UnitDialog = lazyDialog(() => import("./unit-form").then((module) => module.UnitFormDialog));

/** Creates an OU. */
export function CreateUnit() {
  return (
    <UnitDialog id="create-unit" kind="primary" dialog={{}}>
      <Plus aria-hidden size={15} />
      Create org unit
    </UnitDialog>
  );
}
