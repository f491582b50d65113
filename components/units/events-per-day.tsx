import { line } from "d3-shape";
import { PlainTable } from "@/components/data-table/plain-table";
import { Chart, ChartCurves, Curve } from "@/components/ui/chart";
import { axisTicks, columnMiddle, heightOf, PLOT_HEIGHT, round, spread } from "@/components/ui/chart-scale";
import { DayText } from "@/components/ui/chart-text";
import { UtcDay } from "@/components/ui/local-time";
import { changeText } from "@/lib/change-text";
import { countText, numberText } from "@/lib/number-text";

/** A day's events, and those of the day as long before as the period lasts. */
type Day = { day: string; events: number; before: number };

const GAP = 0.15;

const series = [
  { name: "events", swatch: "fill-accent" },
  { name: "30 days before", swatch: "fill-field" },
];

const sum = (days: Day[], field: "events" | "before") => days.reduce((all, day) => all + day[field], 0);

function Summary({ days }: { days: Day[] }) {
  const total = sum(days, "events");
  if (total === 0 || !days[0]) return `No events in ${countText(days.length, "day")}.`;
  const most = days.reduce((best, day) => (day.events > best.events ? day : best), days[0]);
  return (
    <>
      {countText(total, "event")} in {countText(days.length, "day")}
      {changeText(total, sum(days, "before"))}, most on <UtcDay value={most.day} /> ({numberText(most.events)});{" "}
      {numberText(days.at(-1)?.events ?? 0)} today.
    </>
  );
}

/** Events per day (UTC), today last, as columns, with the period before as a line, a summary and a table. */
export function EventsPerDay({ days }: { days: Day[] }) {
  const ticks = axisTicks(0, Math.max(1, ...days.flatMap(({ events, before }) => [events, before])));
  const [x, y] = [columnMiddle(days.length), heightOf(ticks)];
  const width = 100 / days.length;
  const before = line<Day>(
    (_day, index) => x(index),
    (day) => y(day.before),
  );
  return (
    <Chart
      title="Events per day"
      summary={<Summary days={days} />}
      unit="Events per day (UTC)"
      ticks={ticks}
      labels={spread(days.length, 5).map((index) => ({
        at: x(index),
        text: index === days.length - 1 ? "Today" : <DayText value={days[index]?.day ?? ""} />,
      }))}
      series={series}
      points={days.map(({ day, events, before: earlier }, index) => ({
        at: x(index),
        when: day,
        values: [events, earlier],
      }))}
      figures={<Figures days={days} />}
    >
      {days.map(({ day, events }, index) => (
        <rect
          key={day}
          x={`${round((index + GAP) * width)}%`}
          y={y(events)}
          width={`${round(width * (1 - 2 * GAP))}%`}
          height={PLOT_HEIGHT - y(events)}
          rx="2"
          className="fill-accent"
        />
      ))}
      <ChartCurves>
        <Curve d={before(days)} className="stroke-field" />
      </ChartCurves>
    </Chart>
  );
}

function Figures({ days }: { days: Day[] }) {
  return (
    <PlainTable
      caption="Events per day, latest first"
      headings={[
        { label: "Day (UTC)" },
        { label: "Events", className: "text-right" },
        { label: "30 days before", className: "text-right" },
      ]}
    >
      <tbody>
        {days.toReversed().map(({ day, events, before }) => (
          <tr key={day} className="border-line border-b last:border-b-0">
            <th scope="row" className="py-1 pr-4 font-normal">
              <UtcDay value={day} />
            </th>
            <td className="py-1 pr-4 text-right tabular-nums">{numberText(events)}</td>
            <td className="py-1 text-right text-muted tabular-nums">{numberText(before)}</td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  );
}
