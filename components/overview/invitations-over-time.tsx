import { Chart } from "@/components/ui/chart";
import { Columns } from "@/components/ui/chart-columns";
import { axisTicks, columnMiddle, heightOf } from "@/components/ui/chart-scale";
import { dayLabels } from "@/components/ui/day-labels";
import { DayTable } from "@/components/ui/day-table";
import type { MemberDay } from "@/domain/overview/schema";
import { countText, numberText } from "@/lib/number-text";

const series = [
  { name: "invited", swatch: "fill-chart-1" },
  { name: "accepted", swatch: "fill-chart-2" },
];

function summary(days: MemberDay[], waiting: number): string {
  const total = (field: "invited" | "accepted") => days.reduce((sum, day) => sum + day[field], 0);
  const [invited, accepted] = [total("invited"), total("accepted")];
  const open = waiting === 0 ? "none is open" : `${numberText(waiting)} ${waiting === 1 ? "is" : "are"} open`;
  if (invited + accepted === 0) return `No invitations in ${countText(days.length, "day")}; ${open}.`;
  return `${countText(invited, "invitation")} in ${countText(days.length, "day")} and ${numberText(accepted)} accepted; ${open}.`;
}

/** How many people were invited on each day and how many accepted, as columns side by side, with a table. */
export function InvitationsOverTime({ days, waiting }: { days: MemberDay[]; waiting: number }) {
  const ticks = axisTicks(0, Math.max(...days.flatMap(({ invited, accepted }) => [invited, accepted])));
  const [x, y] = [columnMiddle(days.length), heightOf(ticks)];
  const points = days.map(({ day, invited, accepted }, index) => ({
    at: x(index),
    when: day,
    values: [invited, accepted],
  }));
  return (
    <Chart
      title="Invitations over time"
      summary={summary(days, waiting)}
      unit="People per day (UTC)"
      ticks={ticks}
      labels={dayLabels(days)}
      series={series}
      points={points}
      figures={<DayTable caption="Invitations per day" columns={["Invited", "Accepted"]} days={points} />}
    >
      <Columns values={days.map(({ invited }) => invited)} y={y} className="fill-chart-1" of={2} />
      <Columns values={days.map(({ accepted }) => accepted)} y={y} className="fill-chart-2" index={1} of={2} />
    </Chart>
  );
}
