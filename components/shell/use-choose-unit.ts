"use client";

import { type ReactNode, useRef } from "react";
import { toast } from "sonner";
import type { NamedUnit } from "@/domain/org-units/schema";
import { useSwitch } from "./use-switch";

/** Switches to the OU that somebody picks from a list, one at a time, and says so; `failure` shows why it did not work. */
export function useChooseUnit(onChosen: () => void): {
  choose: (unit: NamedUnit) => Promise<void>;
  failure: ReactNode;
} {
  const { switchTo, failure } = useSwitch();
  const busy = useRef(false);

  async function choose(unit: NamedUnit) {
    if (busy.current) return;
    busy.current = true;
    const isDone = await switchTo(unit);
    busy.current = false;
    if (!isDone) return;
    toast(`Working in ${unit.name}`);
    onChosen();
  }

  return { choose, failure };
}
