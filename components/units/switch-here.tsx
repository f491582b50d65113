"use client";

import { type Unit, useActiveOu } from "@/components/shell/active-ou";
import { useSwitch } from "@/components/shell/use-switch";
import { Button } from "@/components/ui/button";

/** Switches to the OU that this page belongs to, and reloads it. */
export function SwitchHere({ unit }: { unit: Unit }) {
  const { isSwitching } = useActiveOu();
  const { switchTo, failure } = useSwitch();
  return (
    <>
      <Button
        kind="primary"
        className="max-w-full whitespace-normal wrap-anywhere"
        onClick={() => switchTo(unit, { stay: true })}
      >
        {isSwitching ? "Switching…" : `Switch to ${unit.name}`}
      </Button>
      {failure}
    </>
  );
}
