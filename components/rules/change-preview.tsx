"use client";

import type { RulesetPreview } from "@/domain/rulesets/schema";
import { countText, numberText, signedText } from "@/lib/number-text";

type Step = RulesetPreview["distribution"][number];

function stepText({ from, to }: Step): string {
  if (from === null) return `${signedText(to ?? 0)} points and below`;
  if (to === null) return `${signedText(from)} points and above`;
  return `${from === to ? signedText(from) : `${signedText(from)} to ${signedText(to)}`} points`;
}

function summary({ leads, changed, raised, lowered }: RulesetPreview): string {
  const of = `of ${countText(leads, "lead")}`;
  if (changed === 0) return `None ${of} would change.`;
  const moves = [raised && `${numberText(raised)} up`, lowered && `${numberText(lowered)} down`];
  return `${numberText(changed)} ${of} would change: ${moves.filter(Boolean).join(", ")}.`;
}

type Props = { preview: RulesetPreview | null /** Whether something else has been entered since. */; isOld?: boolean };

/** The effect of a rule change: how many scores would change, and by how much. Announced when it arrives. */
export function ChangePreview({ preview, isOld = false }: Props) {
  const steps = preview?.distribution.filter((step) => step.leads > 0) ?? [];
  return (
    <div role="status">
      {preview && (
        <div className="rounded-md border border-line bg-page px-3 py-2">
          <p className="font-medium">{summary(preview)}</p>
          {isOld && <p className="text-muted text-sm">This is for what you had entered before.</p>}
          {steps.length > 0 && (
            <dl className="mt-1 flex flex-wrap gap-x-6 gap-y-1 text-sm">
              {steps.map((step) => (
                <div key={stepText(step)} className="flex gap-2">
                  <dt className="text-muted">{stepText(step)}</dt>
                  <dd className="tabular-nums">{countText(step.leads, "lead")}</dd>
                </div>
              ))}
            </dl>
          )}
        </div>
      )}
    </div>
  );
}
