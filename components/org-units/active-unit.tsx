"use client";

import { Check } from "lucide-react";
import { useTransition } from "react";
import { toast } from "sonner";
import { useActiveOu } from "@/components/shell/active-ou";
import { useSwitch } from "@/components/shell/use-switch";
import { Button } from "@/components/ui/button";
import type { NamedUnit } from "@/domain/org-units/schema";

/** Makes an OU this tab's active one, or shows that it is. It remains a button, so that focus is kept. */
export function MakeActive({ unit }: { unit: NamedUnit }) {
  const { active } = useActiveOu();
  const { switchTo, failure } = useSwitch();
  const [isPending, startTransition] = useTransition();

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
    startTransition(async () => {
      if (await switchTo(unit)) toast(`Working in ${unit.name}`);
    });
  }

  return (
    <>
      <Button onClick={choose} className="min-w-24" aria-label={`Make active: ${unit.name}`}>
        {isPending ? "Switching…" : "Make active"}
      </Button>
      {failure}
    </>
  );
}
