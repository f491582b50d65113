"use client";

import { Pencil } from "lucide-react";
import { type ComponentProps, useState } from "react";
import { Button } from "@/components/ui/button";
import { UnitFormDialog } from "./unit-form";

type Props = { unit: NonNullable<ComponentProps<typeof UnitFormDialog>["unit"]>; isCompact?: boolean };

/** Renames an OU; the compact button shows only an icon. */
export function RenameUnit({ unit, isCompact = false }: Props) {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button
        kind={isCompact ? "quiet" : "plain"}
        className={isCompact ? "px-2" : ""}
        aria-label={`Rename ${unit.name}`}
        onClick={() => setOpen(true)}
      >
        <Pencil aria-hidden size={14} />
        {!isCompact && "Rename"}
      </Button>
      <UnitFormDialog unit={unit} open={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}
