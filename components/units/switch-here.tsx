"use client";

import { useState } from "react";
import { FormError } from "@/components/forms/form-error";
import { type Unit, useActiveOu } from "@/components/shell/active-ou";
import { Button } from "@/components/ui/button";

/** Switches to the OU that the page at hand belongs to, and reads it again. */
export function SwitchHere({ unit }: { unit: Unit }) {
  const { activate, isSwitching } = useActiveOu();
  const [failure, setFailure] = useState<unknown>(null);
  return (
    <>
      <Button
        kind="primary"
        className="max-w-full whitespace-normal wrap-anywhere"
        onClick={() => activate(unit, { stay: true }).catch(setFailure)}
      >
        {isSwitching ? "Switching…" : `Switch to ${unit.name}`}
      </Button>
      <FormError error={failure} fallback="The unit could not be switched. Try again." />
    </>
  );
}
