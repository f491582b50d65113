import { PlainTable } from "@/components/data-table/plain-table";
import { CHART, Chart } from "@/components/ui/chart";
import { LocalTime } from "@/components/ui/local-time";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ScoreHistory as History } from "@/domain/scores/schema";
import { countText, numberText } from "@/lib/number-text";

type Point = History["history"][number];

const EDGE = 6;

function Summary({ points, now }: { points: Point[]; now: number }) {
  const scores = points.map(({ score }) => score);
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  const since = <LocalTime value={points[0]?.timestamp ?? new Date(now).toISOString()} precision="day" />;
  if (points.length === 1) {
    return (
      <>
        {numberText(low)} since {since}.
      </>
    );
  }
  return (
    <>
      {countText(points.length, "change")} since {since}: between {numberText(low)} and {numberText(high)}, now{" "}
      {numberText(scores.at(-1) ?? 0)}.
    </>
  );
}

// A score holds until it changes, so the line is a staircase that ends now.
function path(points: Point[], now: number): string {
  const start = Date.parse(points[0]?.timestamp ?? "");
  const span = Math.max(1, now - start);
  const scores = points.map(({ score }) => score);
  const [low, high] = [Math.min(0, ...scores), Math.max(1, ...scores)];
  const x = (time: number) => (Math.min(Math.max(time - start, 0) / span, 1) * CHART.width).toFixed(1);
  const y = (score: number) =>
    (CHART.height - EDGE - ((score - low) / (high - low)) * (CHART.height - 2 * EDGE)).toFixed(1);
  const steps = points.map(({ timestamp, score }, index) =>
    index === 0 ? `M0 ${y(score)}` : `H${x(Date.parse(timestamp))}V${y(score)}`,
  );
  return `${steps.join("")}H${CHART.width}`;
}

// Two changes may be identical to the second, so the index is their key.
const numbered = (points: Point[]) => points.map((point, key) => ({ ...point, key })).toReversed();

/** A lead's score over time as a line, a summary and a table. The line ends at `now`, in milliseconds. */
export function ScoreHistory({ points, now }: { points: Point[]; now: number }) {
  const [first] = points;
  if (!first) return <p className="text-muted">The score has not changed yet.</p>;
  return (
    <Chart
      title="Score over time"
      summary={<Summary points={points} now={now} />}
      ends={[<LocalTime key="first" value={first.timestamp} precision="day" />, "Now"]}
      figures={<Figures points={points} />}
    >
      <path
        d={path(points, now)}
        fill="none"
        strokeWidth="2"
        vectorEffect="non-scaling-stroke"
        className="stroke-accent"
      />
    </Chart>
  );
}

function Figures({ points }: { points: Point[] }) {
  return (
    <PlainTable
      caption="Changes of the score, latest first"
      headings={[{ label: "Changed" }, { label: "Score", className: "text-right" }]}
    >
      <tbody>
        {numbered(points).map(({ key, timestamp, score }) => (
          <tr key={key} className="border-line border-b last:border-b-0">
            <td className="py-1 pr-4">
              <RelativeTime value={timestamp} />
            </td>
            <td className="py-1 text-right tabular-nums">{numberText(score)}</td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  );
}
