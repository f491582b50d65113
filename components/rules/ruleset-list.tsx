import type { Rule, Ruleset } from "@/domain/rulesets/schema";
import { distinctNames } from "@/lib/distinct-names";
import { RuleOrder } from "./rule-order";
import { kindWords } from "./rule-words";
import { RulesetSection } from "./ruleset-section";

type Entry = { ruleset: Ruleset; rules: Rule[] };

/** The OU's rulesets, each with its rules. */
export function RulesetList({ entries, ...rest }: { entries: Entry[]; mayWrite: boolean; now: string }) {
  const called = distinctNames(
    entries,
    ({ ruleset }) => ruleset.name,
    ({ ruleset }) => kindWords[ruleset.kind].name,
  );
  return (
    <>
      {entries.some(({ rules }) => rules.length > 1) && <RuleOrder />}
      {entries.map((entry) => (
        <RulesetSection key={entry.ruleset.id} {...entry} {...rest} label={called(entry)} />
      ))}
    </>
  );
}
