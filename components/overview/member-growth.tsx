import { curveStepAfter, line } from "d3-shape";
import { Chart, ChartCurves, Curve } from "@/components/ui/chart";
import { axisTicks, columnMiddle, heightOf } from "@/components/ui/chart-scale";
import { dayLabels } from "@/components/ui/day-labels";
import { DayTable } from "@/components/ui/day-table";
import type { MemberDay } from "@/domain/overview/schema";
import { countText, numberText } from "@/lib/number-text";

const total = (days: MemberDay[], field: "added" | "removed") => days.reduce((sum, day) => sum + day[field], 0);

function summary(days: MemberDay[]): string {
  const [added, removed] = [total(days, "added"), total(days, "removed")];
  const now = countText(days.at(-1)?.members ?? 0, "member");
  if (added + removed === 0) return `${now}; none came or left in ${numberText(days.length)} days.`;
  return `${now}; in ${numberText(days.length)} days ${numberText(added)} came and ${numberText(removed)} left.`;
}

/** The number of members at the end of each day, as a line that holds until the next, with a table. */
export function MemberGrowth({ days }: { days: MemberDay[] }) {
  const counts = days.map(({ members }) => members);
  const ticks = axisTicks(Math.min(...counts), Math.max(...counts));
  const [x, y] = [columnMiddle(days.length), heightOf(ticks)];
  const staircase = line<MemberDay>(
    (_day, index) => x(index),
    ({ members }) => y(members),
  ).curve(curveStepAfter);
  return (
    <Chart
      title="Members over time"
      summary={summary(days)}
      unit="Members at the end of the day (UTC)"
      ticks={ticks}
      labels={dayLabels(days)}
      series={[{ name: "members", swatch: "fill-chart-1" }]}
      points={days.map(({ day, members }, index) => ({ at: x(index), when: day, values: [members] }))}
      figures={
        <DayTable
          caption="Members per day"
          columns={["Members", "Came", "Left"]}
          days={days.map(({ day, members, added, removed }) => ({ when: day, values: [members, added, removed] }))}
        />
      }
    >
      <ChartCurves>
        <Curve d={staircase(days)} className="stroke-chart-1" />
      </ChartCurves>
    </Chart>
  );
}
