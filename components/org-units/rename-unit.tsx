"use client";

import { Pencil } from "lucide-react";
import { lazyDialog } from "@/components/forms/lazy-dialog";
import type { EditedUnit } from "./unit-form";

const UnitDialog = lazyDialog(() => import("./unit-form").then((module) => module.UnitFormDialog));

/** The button that renames an OU, with its dialog. */
export function RenameUnit({ unit }: { unit: EditedUnit }) {
  return (
    <UnitDialog aria-label={`Rename ${unit.name}`} dialog={{ unit }}>
      <Pencil aria-hidden size={14} />
      Rename
    </UnitDialog>
  );
}
