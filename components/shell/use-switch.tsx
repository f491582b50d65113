"use client";

import { type ReactNode, useState } from "react";
import { FormError } from "@/components/forms/form-error";
import { type Unit, useActiveOu } from "./active-ou";

/** Switches the active OU: `switchTo` resolves to whether it worked, and `failure` shows why it did not. */
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

  return { switchTo, failure: <FormError error={error} fallback="The org unit could not be switched. Try again." /> };
}
