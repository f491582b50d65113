import { Button } from "@/components/ui/button";
import type { AccessChangeDiff } from "@/domain/access-changes/schema";
import { countText } from "@/lib/number-text";
import { countsText, EffectList } from "./effect-list";
import { Stopped } from "./stopped";

type Props = {
  isRunning: boolean;
  diff: AccessChangeDiff | null;
  failure: unknown;
  selfId: string;
  /** Leaves out the members of refused items. */
  onLeaveOut: () => void;
  /** Goes on with the number of members who match the filters now. */
  onCount: (count: number) => void;
};

/** What a change would do, before it is done: how many change, who, and what stands in the way. */
export function Review({ isRunning, diff, failure, selfId, onLeaveOut, onCount }: Props) {
  const refused = diff?.summary.refused ?? 0;
  return (
    <section aria-label="Before you confirm" className="space-y-2">
      <p role="status" className="text-sm">
        {isRunning && <span className="text-muted">Working out what would change…</span>}
        {diff && `${countsText(diff.items) || "Nobody is left"}.`}
        {diff?.summary.changed === 0 && refused === 0 && " Nothing would change."}
      </p>
      <Stopped failure={failure} onCount={onCount} />
      {refused > 0 && (
        <div role="alert" className="rounded-md border border-bad px-3 py-2 text-sm">
          <p className="mb-2">
            Either everything is done or nothing. To go on with the others, leave out the people who are refused.
          </p>
          <Button onClick={onLeaveOut}>Leave out {countText(refused, "refused item")}</Button>
        </div>
      )}
      {diff && diff.items.length > 0 && <EffectList label="Who changes" items={diff.items} selfId={selfId} />}
    </section>
  );
}
