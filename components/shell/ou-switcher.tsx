"use client";

import { ChevronsUpDown } from "lucide-react";
import { Popover } from "radix-ui";
import { lazy, Suspense, useRef, useState } from "react";
import type { Offered } from "@/components/palette/offered";
import { buttonStyle } from "@/components/ui/button";
import { OuDot } from "@/components/ui/ou-dot";
import { PopoverPanel } from "@/components/ui/popover-panel";
import { useActiveOu } from "./active-ou";
import { OuChoices } from "./ou-choices";

// Part of the label too: people who use their voice say what they see (WCAG 2.5.3).
const CHOOSE = "Choose an org unit";

const loadForm = () => import("@/components/org-units/unit-form");
const UnitDialog = lazy(async () => ({ default: (await loadForm()).UnitFormDialog }));

/** Switches the active OU: a searchable combobox in the header (WAI-ARIA APG, Combobox pattern). */
export function OuSwitcher(offered: Offered) {
  const [open, setOpen] = useState(false);
  const [creating, setCreating] = useState<"never" | "now" | "done">("never");
  const { active } = useActiveOu();
  const trigger = useRef<HTMLButtonElement>(null);

  function close() {
    trigger.current?.focus(); // itself, because the page behind may have taken it meanwhile
    setOpen(false);
  }

  function create() {
    close();
    setCreating("now");
  }

  return (
    <>
      <Popover.Root open={open} onOpenChange={setOpen}>
        <Popover.Trigger
          ref={trigger}
          className={buttonStyle({ className: "min-w-0 max-w-[min(16rem,45vw)]" })}
          aria-label={active ? `Active org unit: ${active.name}. Switch` : `Active org unit: none. ${CHOOSE}`}
        >
          {active && <OuDot id={active.unit_id} />}
          <span className="truncate">{active?.name ?? CHOOSE}</span>
          <ChevronsUpDown aria-hidden size={14} className="shrink-0 text-muted" />
        </Popover.Trigger>
        <PopoverPanel label="Switch the active org unit">
          <OuChoices {...offered} onDone={close} onCreate={create} />
        </PopoverPanel>
      </Popover.Root>
      {creating !== "never" && (
        <Suspense fallback={null}>
          <UnitDialog open={creating === "now"} onClose={() => setCreating("done")} />
        </Suspense>
      )}
    </>
  );
}
