"use client";

import { type KeyboardEvent, useRef, useState } from "react";
import { HeadingRow } from "@/components/data-table/plain-table";
import { FormError } from "@/components/forms/form-error";
import type { ReviewItem } from "@/domain/access-reviews/item-schema";
import type { AccessReview } from "@/domain/access-reviews/schema";
import type { ReviewDecision } from "@/lib/access-review";
import { distinctNames } from "@/lib/distinct-names";
import type { TableChoices } from "@/lib/table-choices";
import { itemColumnNames } from "./item-columns";
import { KeepRemaining } from "./keep-remaining";
import { ReviewRow } from "./review-row";
import { memberName, progressText } from "./review-words";
import { useDecisions } from "./use-decisions";

type Props = { review: AccessReview; items: ReviewItem[]; selfId: string; choices: TableChoices };

const headings = [
  { id: "member", label: "Member" },
  { id: "role", label: "Role and org unit" },
  { id: "through", label: itemColumnNames.through },
  { id: "active", label: itemColumnNames.active },
  { id: "decision", label: "Decision", className: "text-right" },
];
const keys: Record<string, ReviewDecision> = { k: "keep", r: "remove" };

/**
 * The memberships under review. In the list, K keeps and R removes and goes on to the next one, and the arrows move; each
 * row's buttons do the same.
 */
export function ReviewItems({ review, items, selfId, choices }: Props) {
  const { decisionOf, decide, failure } = useDecisions(review.id);
  const mine = items.filter((item) => item.may_decide);
  const [current, setCurrent] = useState(mine[0]?.id);
  const table = useRef<HTMLTableElement>(null);
  const called = distinctNames(items, memberName, (item) => item.email ?? item.org_member_id);
  const isNew = (item: ReviewItem) => item.decision === null && decisionOf(item) !== null;
  const decidedHere = items.filter(isNew).length;
  const progress = { items: review.items, decided: review.decided + decidedHere };
  // The current row may be gone with a filter.
  const at = Math.max(
    0,
    mine.findIndex(({ id }) => id === current),
  );

  function goTo(index: number, decision: ReviewDecision) {
    const next = mine[Math.min(Math.max(index, 0), mine.length - 1)];
    if (!next) return;
    setCurrent(next.id);
    table.current?.querySelector<HTMLElement>(`[data-item="${next.id}"][data-decision="${decision}"]`)?.focus();
  }

  function onKeyDown(event: KeyboardEvent<HTMLTableElement>) {
    const button = (event.target as HTMLElement).closest<HTMLElement>("[data-item]");
    if (!button || event.ctrlKey || event.metaKey || event.altKey) return;
    const focused = button.dataset.decision as ReviewDecision;
    const decision = keys[event.key.toLowerCase()];
    const item = mine[at];
    const goals: Record<string, number> = { ArrowDown: at + 1, ArrowUp: at - 1, Home: 0, End: mine.length - 1 };
    const goal = goals[event.key];
    if (decision && item) {
      decide(item, decision);
      goTo(at + 1, focused);
    } else if (goal !== undefined) goTo(goal, focused);
    else return;
    event.preventDefault();
  }

  return (
    <>
      <div className="mb-2 flex min-h-8 flex-wrap items-center justify-between gap-x-4 gap-y-2">
        <p role="status" className="tabular-nums">
          {progressText(progress)}
        </p>
        <KeepRemaining reviewId={review.id} left={review.to_decide - mine.filter(isNew).length} />
      </div>
      {mine.length > 0 && (
        <p className="mb-2 text-muted text-sm max-sm:hidden">
          With the focus on a row’s buttons: <kbd>K</kbd> keeps, <kbd>R</kbd> removes, and the arrow keys move.
        </p>
      )}
      <FormError error={failure} fallback="This was not decided. Try again." />
      <table ref={table} onKeyDown={onKeyDown} className="w-full border-line border-t text-left">
        <caption className="sr-only">Memberships under review</caption>
        <thead className="border-line border-b text-muted text-sm max-lg:sr-only">
          <HeadingRow headings={headings.filter(({ id }) => !choices.hidden.includes(id))} />
        </thead>
        <tbody>
          {items.map((item) => (
            <ReviewRow
              key={item.id}
              item={item}
              choices={choices}
              name={called(item)}
              isSelf={item.org_member_id === selfId}
              decision={decisionOf(item)}
              isCurrent={item.id === mine[at]?.id}
              onFocus={() => setCurrent(item.id)}
              onDecide={(decision) => decide(item, decision)}
            />
          ))}
        </tbody>
      </table>
    </>
  );
}
