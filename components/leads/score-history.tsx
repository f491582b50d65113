import { curveStepAfter, line } from "d3-shape";
import { PlainTable } from "@/components/data-table/plain-table";
import { Chart, ChartCurves, Curve } from "@/components/ui/chart";
import { axisTicks, heightOf, round } from "@/components/ui/chart-scale";
import { TimeText } from "@/components/ui/chart-text";
import { LocalTime } from "@/components/ui/local-time";
import { RelativeTime } from "@/components/ui/relative-time";
import type { ScoreHistory as History } from "@/domain/scores/schema";
import { countText, numberText, signedText } from "@/lib/number-text";
import { levelBands } from "./score-level";

type Point = History["history"][number];

const DAY = 86_400_000;

/** How much the score has changed since a time, if it was kept then. */
function changeSince(points: Point[], time: number): string {
  const then = points.findLast(({ timestamp }) => Date.parse(timestamp) <= time);
  const change = (points.at(-1)?.score ?? 0) - (then?.score ?? 0);
  return then && change !== 0 ? `, ${signedText(change)} in 30 days` : "";
}

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
      {numberText(scores.at(-1) ?? 0)}
      {changeSince(points, now - 30 * DAY)}.
    </>
  );
}

/** Where points are in time, in percent between the first and `now`. */
function timeScale(points: Point[], now: number): (time: number) => number {
  const start = Date.parse(points[0]?.timestamp ?? "");
  const span = Math.max(1, now - start);
  return (time) => round(Math.min(Math.max(time - start, 0) / span, 1) * 100);
}

// Two changes may be identical to the second, so the index is their key.
const numbered = (points: Point[]) => points.map((point, key) => ({ ...point, key })).toReversed();

/** A lead's score over time as a line over the levels, a summary and a table. The line ends at `now`, in milliseconds. */
export function ScoreHistory({ points, now }: { points: Point[]; now: number }) {
  const [first] = points;
  if (!first) return <p className="text-muted">The score has not changed yet.</p>;
  const scores = points.map(({ score }) => score);
  const ticks = axisTicks(Math.min(0, ...scores), Math.max(1, ...scores));
  const [x, y] = [timeScale(points, now), heightOf(ticks)];
  const ended = [...points, { timestamp: new Date(now).toISOString(), score: scores.at(-1) ?? 0 }];
  const isLong = now - Date.parse(first.timestamp) > DAY;
  const staircase = line<Point>(
    ({ timestamp }) => x(Date.parse(timestamp)),
    ({ score }) => y(score),
  ).curve(curveStepAfter); // a score holds until it changes
  return (
    <Chart
      title="Score over time"
      summary={<Summary points={points} now={now} />}
      unit="Score"
      ticks={ticks}
      bands={levelBands(ticks)}
      labels={[...(isLong ? [{ at: 0, text: <TimeText value={first.timestamp} /> }] : []), { at: 100, text: "Now" }]}
      series={[{ name: "points", swatch: "fill-chart-1" }]}
      points={points.map(({ timestamp, score }) => ({
        at: x(Date.parse(timestamp)),
        when: timestamp,
        values: [score],
      }))}
      figures={<Figures points={points} />}
    >
      <ChartCurves>
        <Curve d={staircase(ended)} className="stroke-chart-1" />
      </ChartCurves>
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
