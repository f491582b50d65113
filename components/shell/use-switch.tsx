"use client";

import { type ReactNode, useState } from "react";
import { FormError } from "@/components/forms/form-error";
import { type Unit, useActiveOu } from "./active-ou";

/** Switches to an OU: `switchTo` resolves to whether that worked, and `failure` shows why the last switch did not. */
export function useSwitch(): {
  switchTo: (unit: Unit, options?: { stay: boolean }) => Promise<boolean>;
  failure: ReactNode;
} {
  const { activate } = useActiveOu();
  const [error, setError] = useState<unknown>(null);

  async function switchTo(unit: Unit, options?: { stay: boolean }): Promise<boolean> {
    setError(null);
    try {
      await activate(unit, options);
      return true;
    } catch (cause) {
      setError(cause);
      return false;
    }
  }

  return { switchTo, failure: <FormError error={error} fallback="The unit could not be switched. Try again." /> };
}
