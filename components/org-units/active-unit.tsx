"use client";

import { Check } from "lucide-react";
import { useState, useTransition } from "react";
import { toast } from "sonner";
import { FormError } from "@/components/forms/form-error";
import { type Unit, useActiveOu } from "@/components/shell/active-ou";
import { Button } from "@/components/ui/button";

/** Makes an OU the one that this tab works in; says so where it is already. It stays a button, so that focus stays too. */
export function MakeActive({ unit }: { unit: Unit }) {
  const { active, activate } = useActiveOu();
  const [isPending, startTransition] = useTransition();
  const [failure, setFailure] = useState<unknown>(null);

  if (active?.unit_id === unit.unit_id) {
    return (
      <Button
        kind="quiet"
        aria-disabled
        aria-label={`Active: ${unit.name}`}
        className="min-w-24 cursor-default max-md:min-w-0 max-md:px-0 max-md:pr-2 text-accent hover:bg-transparent hover:text-accent"
      >
        <Check aria-hidden size={14} />
        Active
      </Button>
    );
  }

  function choose() {
    if (isPending) return;
    setFailure(null);
    startTransition(async () => {
      try {
        await activate({ unit_id: unit.unit_id, name: unit.name, is_default: unit.is_default });
        toast(`Working in ${unit.name}`);
      } catch (error) {
        setFailure(error);
      }
    });
  }

  return (
    <>
      <Button onClick={choose} className="min-w-24" aria-label={`Make active: ${unit.name}`}>
        {isPending ? "Switching…" : "Make active"}
      </Button>
      <FormError error={failure} fallback="The unit could not be switched. Try again." />
    </>
  );
}
