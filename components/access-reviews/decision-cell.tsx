import { Check, X } from "lucide-react";
import { Badge } from "@/components/ui/badge";
import { Button } from "@/components/ui/button";
import type { ReviewItem } from "@/domain/access-reviews/item-schema";
import { type ReviewDecision, reviewDecisions } from "@/lib/access-review";
import { decisionNames, outcomeNames, outcomeTones } from "./review-words";

type Props = {
  item: ReviewItem;
  name: string;
  decision: ReviewDecision | null;
  isCurrent: boolean;
  onFocus: () => void;
  onDecide: (decision: ReviewDecision) => void;
};

const icons = { keep: Check, remove: X };
const chosen = { keep: "border-good text-good", remove: "border-bad text-bad" };
const shortcuts = { keep: "k", remove: "r" };

/** The buttons that decide an item; for others its decision, and its outcome once the review is closed. */
export function DecisionCell({ item, name, decision, isCurrent, onFocus, onDecide }: Props) {
  if (item.outcome) return <Badge tone={outcomeTones[item.outcome]}>{outcomeNames[item.outcome]}</Badge>;
  if (!item.may_decide) {
    return <span className="text-muted text-sm">{decision ? decisionNames[decision] : "For others to decide"}</span>;
  }
  return (
    <span className="inline-flex gap-2">
      {reviewDecisions.map((one) => {
        const Icon = icons[one];
        return (
          <Button
            key={one}
            data-item={item.id}
            data-decision={one}
            tabIndex={isCurrent ? 0 : -1}
            aria-pressed={decision === one}
            aria-keyshortcuts={shortcuts[one]}
            aria-label={`${decisionNames[one]}: ${name} in ${item.unit_name}`}
            className={decision === one ? chosen[one] : "text-muted"}
            onFocus={onFocus}
            onClick={() => onDecide(one)}
          >
            <Icon aria-hidden size={14} />
            {decisionNames[one]}
          </Button>
        );
      })}
    </span>
  );
}
