"use client";

import { Pencil } from "lucide-react";
import { lazyDialog } from "@/components/forms/lazy-dialog";
import type { EditedUnit } from "./unit-form";

const UnitDialog = lazyDialog(() => import("./unit-form").then((module) => module.UnitFormDialog));

/** Renames an OU; the compact button shows only an icon. */
export function RenameUnit({ unit, isCompact = false }: { unit: EditedUnit; isCompact?: boolean }) {
  return (
    <UnitDialog
      kind={isCompact ? "quiet" : "plain"}
      className={isCompact ? "px-2" : ""}
      aria-label={`Rename ${unit.name}`}
      dialog={{ unit }}
    >
      <Pencil aria-hidden size={14} />
      {!isCompact && "Rename"}
    </UnitDialog>
  );
}
