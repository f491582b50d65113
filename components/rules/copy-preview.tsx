import { Badge } from "@/components/ui/badge";
import type { RulesetCopies } from "@/domain/rulesets/schema";
import { countText } from "@/lib/number-text";
import { RuleSentence } from "./rule-sentence";
import { kindWords } from "./rule-words";

type Props = { copies: RulesetCopies["rulesets"] | undefined /** The names that are taken. */; names: string[] };

function summary(copies: RulesetCopies["rulesets"], names: string[]): string {
  if (copies.length === 0) return "It has no rulesets.";
  const rules = copies.reduce((sum, copy) => sum + copy.rules.length, 0);
  const again = copies.filter(({ name }) => names.includes(name)).length;
  const added = `${countText(copies.length, "ruleset")} with ${countText(rules, "rule")} will be added; active ones count at once.`;
  return again === 0 ? added : `${added} ${countText(again, "name")} is here already, and both will count.`;
}

/** What copying adds, ruleset by ruleset. Announced when it is known. */
export function CopyPreview({ copies, names }: Props) {
  return (
    <div className="min-h-24">
      <p role="status" className="font-medium">
        {copies ? summary(copies, names) : "Looking at its rules…"}
      </p>
      <ul className="mt-2 max-h-72 space-y-3 overflow-y-auto">
        {[...(copies ?? []).entries()].map(([number, copy]) => (
          <li key={number}>
            <p className="flex flex-wrap items-center gap-2 font-medium">
              <span className="wrap-anywhere">{copy.name}</span>
              {!copy.active && <Badge>Off</Badge>}
              <Badge>{kindWords[copy.kind].name}</Badge>
            </p>
            <ul>
              {[...copy.rules.entries()].map(([place, rule]) => (
                <li key={place} className="py-0.5">
                  <RuleSentence rule={rule} />
                </li>
              ))}
            </ul>
          </li>
        ))}
      </ul>
    </div>
  );
}
