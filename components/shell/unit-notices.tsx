"use client";

import { Button } from "@/components/ui/button";
import type { NamedUnit } from "@/domain/org-units/schema";
import { useSwitch } from "./use-switch";

const barStyle = "flex flex-wrap items-center gap-3 border-line border-b bg-raised px-4 py-2 text-sm";

type ElsewhereProps = { unit: NamedUnit; active: NamedUnit | null; onStay: () => void };

/** Says that another tab switched to another OU, and offers to follow. */
export function SwitchedElsewhere({ unit, active, onStay }: ElsewhereProps) {
  const { switchTo, failure } = useSwitch();
  return (
    <div className={barStyle}>
      <p className="min-w-0 wrap-anywhere">
        This tab still works in <strong>{active?.name ?? "no org unit"}</strong>. Another tab switched to{" "}
        <strong>{unit.name}</strong>.
      </p>
      <Button className="wrap-anywhere max-w-full whitespace-normal" onClick={() => switchTo(unit)}>
        Switch to {unit.name}
      </Button>
      <Button kind="quiet" onClick={onStay}>
        Stay here
      </Button>
      {failure}
    </div>
  );
}

type EndedProps = { unit: NamedUnit; active: NamedUnit | null; onClose: () => void };

/** Says that access to this tab's OU has ended, and which OU is active now. */
export function AccessEnded({ unit, active, onClose }: EndedProps) {
  return (
    <div role="alert" className={barStyle}>
      <p className="min-w-0 wrap-anywhere">
        Your access to <strong>{unit.name}</strong> has ended.{" "}
        {active ? `This tab now works in ${active.name}.` : "Choose another org unit to continue."}
      </p>
      <Button kind="quiet" onClick={onClose}>
        Close
      </Button>
    </div>
  );
}
