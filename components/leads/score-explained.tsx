import { PlainTable } from "@/components/data-table/plain-table";
import { conditionText, pointsText } from "@/components/rules/rule-words";
import { UnitLink } from "@/components/units/unit-link";
import type { ScoreExplanation } from "@/domain/scores/schema";
import { numberText } from "@/lib/number-text";

type Props = { explanation: ScoreExplanation };
type Given = ScoreExplanation["rules"][number];

const times = ({ kind, times: count, weight }: Given) =>
  kind === "engagement" ? `${numberText(count)} × ${numberText(weight)}` : "matches";

/** The points each rule gave a lead; they add up to its score. */
export function ScoreExplained({ explanation: { score, rules } }: Props) {
  if (rules.length === 0) {
    return (
      <p className="text-muted">
        No active rule gives this lead any points, so the score is 0. See the{" "}
        <UnitLink to="/rules" className="underline">
          rules
        </UnitLink>
        .
      </p>
    );
  }
  return (
    <PlainTable
      caption="Rules that give points, most points first"
      headings={[
        { label: "Rule" },
        { label: "From", className: "text-right" },
        { label: "Points", className: "text-right" },
      ]}
    >
      <tbody>
        {rules.map((rule) => (
          <tr key={rule.rule_id} className="border-line border-b align-top">
            <th scope="row" className="py-1.5 pr-4 font-normal wrap-anywhere">
              {conditionText(rule)}
              <span className="block text-muted text-sm">{rule.ruleset_name ?? "A deleted ruleset"}</span>
            </th>
            <td className="whitespace-nowrap py-1.5 pr-4 text-right text-muted tabular-nums">{times(rule)}</td>
            <td className="py-1.5 text-right tabular-nums">{pointsText(rule.points)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" colSpan={2} className="py-1.5 pr-4 font-medium">
            Score
          </th>
          <td className="py-1.5 text-right font-semibold tabular-nums">{numberText(score)}</td>
        </tr>
      </tfoot>
    </PlainTable>
  );
}
