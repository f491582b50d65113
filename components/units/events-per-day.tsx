import { line } from "d3-shape";
import { Chart, ChartCurves, Curve } from "@/components/ui/chart";
import { Columns } from "@/components/ui/chart-columns";
import { axisTicks, columnMiddle, heightOf } from "@/components/ui/chart-scale";
import { dayLabels } from "@/components/ui/day-labels";
import { DayTable } from "@/components/ui/day-table";
import { UtcDay } from "@/components/ui/local-time";
import { changeText } from "@/lib/change-text";
import { countText, numberText } from "@/lib/number-text";

/** A day's events, and those of the day as long before as the period lasts. */
type Day = { day: string; events: number; before: number };

const series = [
  { name: "events", swatch: "fill-chart-1" },
  { name: "30 days before", swatch: "fill-chart-2" },
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
  const earlier = line<Day>(
    (_day, index) => x(index),
    ({ before }) => y(before),
  );
  const points = days.map(({ day, events, before }, index) => ({ at: x(index), when: day, values: [events, before] }));
  return (
    <Chart
      title="Events per day"
      summary={<Summary days={days} />}
      unit="Events per day (UTC)"
      ticks={ticks}
      labels={dayLabels(days)}
      series={series}
      points={points}
      figures={<DayTable caption="Events per day" columns={["Events", "30 days before"]} days={points} />}
    >
      <Columns values={days.map(({ events }) => events)} y={y} className="fill-chart-1" />
      <ChartCurves>
        <Curve d={earlier(days)} className="stroke-chart-2" />
      </ChartCurves>
    </Chart>
  );
}
