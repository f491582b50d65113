import { PlainTable } from "@/components/data-table/plain-table";
import { conditionText } from "@/components/rules/rule-words";
import { round } from "@/components/ui/chart-scale";
import { UnitLink } from "@/components/units/unit-link";
import type { ScoreExplanation } from "@/domain/scores/schema";
import { numberText, signedText } from "@/lib/number-text";

type Props = { explanation: ScoreExplanation };
type Given = ScoreExplanation["rules"][number];

const times = ({ kind, times: count, weight }: Given) =>
  kind === "engagement" ? `${numberText(count)} × ${numberText(weight)}` : "matches";

/** Each rule's points with the sum before and after them, and the lowest and highest of all these sums. */
function stack(rules: Given[]) {
  let sum = 0;
  const steps = rules.map((rule) => {
    const before = sum;
    sum += rule.points;
    return { rule, before, after: sum };
  });
  const sums = [0, ...steps.map(({ after }) => after)];
  return { steps, low: Math.min(...sums), high: Math.max(...sums) };
}

/** The points each rule gave a lead, each from where the rule above it ended; they add up to its score. */
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
  const { steps, low, high } = stack(rules);
  return (
    <PlainTable
      caption="Rules that give points, most points first"
      headings={[
        { label: "Rule" },
        { label: "Sum", className: "w-1/3 max-sm:w-1/4" },
        { label: "From", className: "text-right max-sm:hidden" },
        { label: "Points", className: "text-right" },
      ]}
    >
      <tbody>
        {steps.map(({ rule, before, after }) => (
          <tr key={rule.rule_id} className="border-line border-b align-top">
            <th scope="row" className="py-1.5 pr-4 font-normal wrap-anywhere">
              {conditionText(rule)}
              <span className="block text-muted text-sm">{rule.ruleset_name ?? "A deleted ruleset"}</span>
            </th>
            <td className="py-2.5 pr-4">
              <Step
                from={before}
                to={after}
                low={low}
                high={high}
                fill={after < before ? "fill-bad" : "fill-chart-1/60"}
              />
            </td>
            <td className="whitespace-nowrap py-1.5 pr-4 text-right text-muted tabular-nums max-sm:hidden">
              {times(rule)}
            </td>
            <td className="py-1.5 text-right tabular-nums">{signedText(rule.points)}</td>
          </tr>
        ))}
      </tbody>
      <tfoot>
        <tr>
          <th scope="row" className="py-1.5 pr-4 font-medium">
            Score
          </th>
          <td className="py-2.5 pr-4">
            <Step from={0} to={score} low={low} high={high} fill="fill-chart-1" />
          </td>
          <td className="max-sm:hidden" />
          <td className="py-1.5 text-right font-semibold tabular-nums">{numberText(score)}</td>
        </tr>
      </tfoot>
    </PlainTable>
  );
}

type StepProps = { from: number; to: number; low: number; high: number; fill: string };

/** A part of the sum as a bar, on the scale that all bars of the table share. */
function Step({ from, to, low, high, fill }: StepProps) {
  const at = (value: number) => ((value - low) / Math.max(1, high - low)) * 100;
  const [left, right] = [at(Math.min(from, to)), at(Math.max(from, to))];
  return (
    <svg aria-hidden width="100%" height="12" className="block overflow-visible">
      <title>Sum</title>
      <line x1={`${at(0)}%`} x2={`${at(0)}%`} y1="-4" y2="16" className="stroke-field" />
      <rect
        x={`${round(left)}%`}
        width={`${round(Math.max(right - left, 0.5))}%`}
        height="12"
        rx="2"
        className={fill}
      />
    </svg>
  );
}
