import { RelativeTime } from "@/components/ui/relative-time";
import { ScrollBox } from "@/components/ui/scroll-box";
import type { ScoreHistory as History } from "@/domain/scores/schema";

type Point = History["history"][number];

const WIDTH = 600;
const HEIGHT = 120;
const EDGE = 6;
const number = new Intl.NumberFormat("en");
const day = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeZone: "UTC" });

function summary(points: Point[], now: number): string {
  const scores = points.map(({ score }) => score);
  const [low, high] = [Math.min(...scores), Math.max(...scores)];
  const since = day.format(new Date(points[0]?.timestamp ?? now));
  if (points.length === 1) return `${number.format(low)} since ${since}.`;
  return `${points.length} changes since ${since}: between ${number.format(low)} and ${number.format(high)}, now ${number.format(scores.at(-1) ?? 0)}.`;
}

// A score holds until it changes: steps, the last of them until now.
function path(points: Point[], now: number): string {
  const start = Date.parse(points[0]?.timestamp ?? "");
  const span = Math.max(1, now - start);
  const scores = points.map(({ score }) => score);
  const [low, high] = [Math.min(0, ...scores), Math.max(1, ...scores)];
  const x = (time: number) => (Math.min(Math.max(time - start, 0) / span, 1) * WIDTH).toFixed(1);
  const y = (score: number) => (HEIGHT - EDGE - ((score - low) / (high - low)) * (HEIGHT - 2 * EDGE)).toFixed(1);
  const steps = points.map(({ timestamp, score }, place) =>
    place === 0 ? `M0 ${y(score)}` : `H${x(Date.parse(timestamp))}V${y(score)}`,
  );
  return `${steps.join("")}H${WIDTH}`;
}

// Two changes may be alike to the second: what tells them apart is their place.
const numbered = (points: Point[]) => points.map((point, key) => ({ ...point, key })).toReversed();

/** A lead's score over time: a line, what it says in words, and its figures. `now` is where the line ends, in ms. */
export function ScoreHistory({ points, now }: { points: Point[]; now: number }) {
  const [first] = points;
  if (!first) return <p className="text-muted">The score has not changed yet.</p>;
  return (
    <>
      <p className="mb-2 text-muted">{summary(points, now)}</p>
      <svg
        aria-hidden
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="block h-30 w-full rounded bg-raised"
      >
        <title>Score over time</title>
        <path
          d={path(points, now)}
          fill="none"
          strokeWidth="2"
          vectorEffect="non-scaling-stroke"
          className="stroke-accent"
        />
      </svg>
      <p aria-hidden className="mt-1 flex justify-between text-muted text-xs">
        <span>{day.format(new Date(first.timestamp))}</span>
        <span>Now</span>
      </p>
      <details className="mt-2">
        <summary className="min-h-6 w-fit text-muted text-sm">The figures</summary>
        <ScrollBox label="Changes of the score" className="mt-2 max-h-72">
          <table className="w-full text-left">
            <caption className="sr-only">Changes of the score, the latest first</caption>
            <thead className="border-line border-b text-muted text-sm">
              <tr>
                <th scope="col" className="py-1.5 pr-4 font-medium">
                  Changed
                </th>
                <th scope="col" className="py-1.5 pr-2 text-right font-medium">
                  Score
                </th>
              </tr>
            </thead>
            <tbody>
              {numbered(points).map(({ key, timestamp, score }) => (
                <tr key={key} className="border-line border-b last:border-b-0">
                  <td className="py-1 pr-4">
                    <RelativeTime value={timestamp} />
                  </td>
                  <td className="py-1 pr-2 text-right tabular-nums">{number.format(score)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      </details>
    </>
  );
}
