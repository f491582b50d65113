"use client";

import { type ReactNode, useState } from "react";
import { FormError } from "@/components/forms/form-error";
import type { NamedUnit } from "@/domain/org-units/schema";
import { useActiveOu } from "./active-ou";

/** Switches the active OU: `switchTo` resolves to whether it worked, and `failure` shows why it did not. */
export function useSwitch(): { switchTo: (unit: NamedUnit) => Promise<boolean>; failure: ReactNode } {
  const { activate } = useActiveOu();
  const [error, setError] = useState<unknown>(null);

  async function switchTo(unit: NamedUnit): Promise<boolean> {
    setError(null);
    try {
      return await activate(unit);
    } catch (cause) {
      setError(cause);
      return false;
    }
  }

  return { switchTo, failure: <FormError error={error} fallback="The org unit could not be switched. Try again." /> };
}
