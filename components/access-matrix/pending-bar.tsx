import { Button } from "@/components/ui/button";
import { CHANGED_AT_ONCE } from "@/lib/batch-limits";
import { countText, numberText } from "@/lib/number-text";

type Props = { count: number; onReview: () => void; onDiscard: () => void };

/** How many changes are pending, and what can be done with them. */
export function PendingBar({ count, onReview, onDiscard }: Props) {
  const isTooMany = count > CHANGED_AT_ONCE;
  return (
    <section aria-label="Pending changes" className="mb-2 flex min-h-8 flex-wrap items-center gap-2">
      <p role="status" className="mr-auto text-sm tabular-nums">
        {count === 0 ? (
          <span className="text-muted">No pending changes.</span>
        ) : (
          `${countText(count, "pending change")}, not saved yet.`
        )}
        {isTooMany && ` At most ${numberText(CHANGED_AT_ONCE)} can be saved at once: set some back.`}
      </p>
      {count > 0 && (
        <>
          <Button kind="quiet" onClick={onDiscard}>
            Discard
          </Button>
          <Button kind="primary" aria-keyshortcuts="Control+Enter" disabled={isTooMany} onClick={onReview}>
            Review {countText(count, "change")}
          </Button>
        </>
      )}
    </section>
  );
}
