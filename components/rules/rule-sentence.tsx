import { Badge } from "@/components/ui/badge";
import { classNames } from "@/components/ui/class-names";
import type { RuleContent } from "@/domain/rulesets/schema";
import { signedText } from "@/lib/number-text";
import { eventSentence } from "./event-sentence";
import { conditionText } from "./rule-words";

/** A rule as a sentence: "+40 when a demo is requested". */
export function RuleSentence({ rule }: { rule: RuleContent }) {
  const { event_type: type, weight, active } = rule;
  return (
    <span className={classNames("flex min-w-0 flex-1 items-baseline gap-x-2", !active && "text-muted")}>
      <span className="min-w-10 font-semibold tabular-nums">{signedText(weight)}</span>{" "}
      <span className="flex min-w-0 flex-1 flex-wrap items-baseline gap-x-2">
        <span className="min-w-0 wrap-anywhere">
          {type ? `when ${eventSentence(type)}` : `if ${conditionText(rule)}`}
        </span>{" "}
        {type && <code className="min-w-0 break-all text-muted">{type}</code>}
        {!active && <Badge>Off</Badge>}
      </span>
    </span>
  );
}
