import { Badge } from "@/components/ui/badge";
import { type Rule, type Ruleset, ruleContent, rulesetContent } from "@/domain/rulesets/schema";
import { distinctNames } from "@/lib/distinct-names";
import { numberText, signedText } from "@/lib/number-text";
import { AddRule } from "./add-rule";
import { RuleItem } from "./rule-item";
import { OrderedRules } from "./rule-order";
import { conditionText, kindWords } from "./rule-words";
import { RulesetActions } from "./ruleset-actions";
import { RulesetState, RulesetWindow } from "./ruleset-state";

type Props = {
  ruleset: Ruleset;
  rules: Rule[];
  /** Its name in button labels, made unique among namesakes. */
  label: string;
  mayWrite: boolean;
  now: string;
};

/** A ruleset with its rules, editable in place for those who may. */
export function RulesetSection({ ruleset, rules, label, mayWrite, now }: Props) {
  const called = distinctNames(rules, conditionText, ({ weight }) => signedText(weight));
  const heading = (
    <h2 id={`${ruleset.id}-title`} className="flex min-h-8 min-w-0 flex-wrap items-center gap-2 font-semibold text-lg">
      <span className="wrap-anywhere">{ruleset.name}</span>
      <RulesetState ruleset={ruleset} now={now} />
      <Badge>{kindWords[ruleset.kind].name}</Badge>
    </h2>
  );
  return (
    <section id={ruleset.id} tabIndex={-1} aria-labelledby={`${ruleset.id}-title`} className="mt-8 outline-none">
      {mayWrite ? (
        <RulesetActions
          ruleset={ruleset}
          seen={rulesetContent(ruleset)}
          rules={rules}
          label={label}
          heading={heading}
        />
      ) : (
        heading
      )}
      <p className="mb-2 text-muted">
        {kindWords[ruleset.kind].reads} <RulesetWindow ruleset={ruleset} />
        {ruleset.score_above !== null && ` Scores above ${numberText(ruleset.score_above)} are announced.`}
      </p>
      {rules.length > 0 ? (
        <OrderedRules
          items={rules.map((rule) => ({
            id: rule.id,
            points: rule.weight,
            text: conditionText(rule),
            row: (
              <RuleItem
                key={rule.id}
                ruleset={ruleset}
                rules={rules}
                rule={rule}
                label={`${called(rule)} in ${label}`}
                seen={ruleContent(rule)}
                mayWrite={mayWrite}
              />
            ),
          }))}
        />
      ) : (
        <p className="border-line border-y py-2.5 text-muted">No rules yet, so it gives no points.</p>
      )}
      {mayWrite && <AddRule ruleset={ruleset} rules={rules} label={label} />}
    </section>
  );
}
