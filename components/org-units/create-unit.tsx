"use client";

import { Plus } from "lucide-react";
import { useState } from "react";
import { Button } from "@/components/ui/button";
import { UnitFormDialog } from "./unit-form";

/** Creates an OU. */
export function CreateUnit() {
  const [isOpen, setOpen] = useState(false);
  return (
    <>
      <Button kind="primary" onClick={() => setOpen(true)}>
        <Plus aria-hidden size={15} />
        Create org unit
      </Button>
      <UnitFormDialog open={isOpen} onClose={() => setOpen(false)} />
    </>
  );
}
