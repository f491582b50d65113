"use client";

import { useRouter } from "next/navigation";
import { type KeyboardEvent, useEffect, useRef } from "react";
import { toast } from "sonner";
import { useOnce } from "@/components/forms/use-once";
import type { Rule } from "@/domain/rulesets/schema";
import { api } from "@/lib/http/api-client";

const steps: Record<string, number> = { ArrowUp: -1, ArrowDown: 1 };

/**
 * Moves a rule among the others of its ruleset: by its menu, or by Alt with an arrow key in its row. Each press counts from where
 * the earlier ones lead, even before the page shows it. The row may be drawn anew in its new place, so the focus is put back
 * into it.
 */
export function useMoveRule(rule: Rule, place: number, last: number) {
  const router = useRouter();
  const row = useRef<HTMLLIElement>(null);
  const moved = useRef<{ from: number; focused: Element | null }>(null);
  const shown = useRef(place);
  const wanted = useRef(place);
  const { once, isRunning, failure } = useOnce();

  useEffect(() => {
    if (shown.current !== place && !isRunning) wanted.current = place;
    shown.current = place;
  });

  useEffect(() => {
    if (!moved.current || moved.current.from === place) return;
    if (moved.current.focused instanceof HTMLElement) moved.current.focused.focus();
    moved.current = null;
  });

  async function moveBy(step: number) {
    const position = wanted.current + step;
    if (position < 1 || position > last) return;
    wanted.current = position;
    const move = async () => {
      let sent = 0;
      while (sent !== wanted.current) {
        sent = wanted.current;
        await api("PUT", `/rulesets/${rule.ruleset_id}/rules/${rule.id}`, { position: sent });
        const isHere = row.current?.contains(document.activeElement);
        moved.current = { from: shown.current, focused: isHere ? document.activeElement : null };
        router.refresh(); // also if the next one is refused
      }
      toast.success(`Moved to place ${sent} of ${last}`);
    };
    await once(move, () => {
      wanted.current = shown.current;
    });
  }

  function onKeyDown(event: KeyboardEvent) {
    const step = steps[event.key];
    if (!event.altKey || step === undefined) return;
    event.preventDefault();
    moveBy(step);
  }

  return { row, onKeyDown, moveBy, failure };
}
