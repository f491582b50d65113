"use client";

import { X } from "lucide-react";
import { useEffect } from "react";
import { Button } from "@/components/ui/button";
import { countText, numberText } from "@/lib/number-text";
import { memberOpNames } from "./member-op-words";
import type { MemberOp } from "./member-ops";
import type { Selection } from "./use-selection";

type Props = {
  selection: Selection;
  /** How many are on this page, and how many match the filters in all. */
  shown: number;
  total: number;
  ops: readonly MemberOp[];
  onAct: (op: MemberOp) => void;
  /** Called when the person is about to act. */
  onApproach: () => void;
  /** What Escape does, unless something else takes it first. */
  onEscape: (() => void) | null;
};

/** Takes the place of a list's toolbar while members are selected: how many they are, and what can be done to them. */
export function BatchBar({ selection, shown, total, ops, onAct, onApproach, onEscape }: Props) {
  const { selected, isAll, takeAll, togglePage, leave } = selection;
  useEffect(() => {
    const onKeyDown = (event: KeyboardEvent) => {
      if (event.key === "Escape" && !event.defaultPrevented) onEscape?.();
    };
    window.addEventListener("keydown", onKeyDown);
    return () => window.removeEventListener("keydown", onKeyDown);
  }, [onEscape]);
  const isWholePage = selected.length === shown;
  return (
    <section
      aria-label="Change the selected members"
      onPointerEnter={onApproach}
      onFocus={onApproach}
      className="mb-2 flex min-h-8 flex-wrap items-center gap-2"
    >
      <p role="status" className="mr-auto text-sm tabular-nums">
        {isAll
          ? `All ${numberText(total)} that match are selected.`
          : isWholePage && total > shown
            ? `${numberText(shown)} on this page selected.`
            : `${countText(selected.length, "member")} selected.`}
      </p>
      {isWholePage && !isAll && total > shown && (
        <Button kind="quiet" onClick={takeAll}>
          Select all {numberText(total)} that match
        </Button>
      )}
      {!isWholePage && (
        // The column's heading, which selects the page, is not shown on a narrow screen.
        <Button kind="quiet" className="sm:hidden" onClick={() => togglePage(true)}>
          Select all on this page
        </Button>
      )}
      {ops.map((op) => (
        <Button key={op} onClick={() => onAct(op)}>
          {memberOpNames[op]}
        </Button>
      ))}
      <Button kind="quiet" aria-label="Clear the selection" className="px-2" onClick={leave}>
        <X aria-hidden size={14} />
      </Button>
    </section>
  );
}
