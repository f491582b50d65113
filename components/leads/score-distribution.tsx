import { listHref } from "@/components/data-table/list-href";
import { BarTable } from "@/components/overview/bar-table";
import { numberText } from "@/lib/number-text";
import { levelOf, levels, levelsExplained } from "./score-level";

type Step = { from: number | null; to: number | null; leads: number };

const [hot, warm] = levels;

const label = ({ from, to }: Step): string => {
  if (from === null) return "Below 0";
  if (to === null) return `${numberText(from)}+`;
  return from === to ? numberText(from) : `${numberText(from)}–${numberText(to)}`;
};

const countFrom = (steps: Step[], least: number) =>
  steps.reduce((sum, { from, leads }) => sum + (from !== null && from >= least ? leads : 0), 0);

function summary(steps: Step[], total: number): string {
  const hotCount = countFrom(steps, hot.from);
  const warmCount = countFrom(steps, warm.from) - hotCount;
  return `${numberText(hotCount)} hot, ${numberText(warmCount)} warm and ${numberText(total - hotCount - warmCount)} cold. ${levelsExplained}`;
}

/** How many leads have which score, highest first; `path` is the list of leads. Step boundaries include the level boundaries, so counts add up. */
export function ScoreDistribution({ steps, path }: { steps: Step[]; path: string }) {
  const total = steps.reduce((sum, { leads }) => sum + leads, 0);
  return (
    <>
      <p className="mb-2 text-muted">{summary(steps, total)}</p>
      <BarTable
        caption="Leads by score"
        labelHeading="Score"
        valueHeading="Leads"
        whole={total}
        rows={steps
          .filter(({ from, leads }) => from !== null || leads > 0)
          .toReversed()
          .map((step) => ({
            key: label(step),
            label: label(step),
            value: step.leads,
            fill: levelOf(step.from ?? Number.NEGATIVE_INFINITY).fill,
            href: listHref(path, { min_score: step.from?.toString(), max_score: step.to?.toString() }),
          }))}
      />
    </>
  );
}
