import { curveMonotoneX, curveStepAfter, line } from "d3-shape";
import { levelBands } from "@/components/leads/score-level";
import { BarTable } from "@/components/overview/bar-table";
import { Chart, ChartCurves, Curve } from "@/components/ui/chart";
import { Columns } from "@/components/ui/chart-columns";
import { axisTicks, columnMiddle, heightOf } from "@/components/ui/chart-scale";
import { DayText } from "@/components/ui/chart-text";
import { DayTable } from "@/components/ui/day-table";
import { PageSection } from "@/components/ui/page-section";

const now = [3, 5, 2, 8, 13, 9, 4, 6, 11, 14];
const before = [4, 4, 6, 5, 7, 8, 8, 5, 7, 9];
const scores = [-20, 15, 40, 65, 60, 105, 130, 125, 150, 165];
const days = now.map((_count, index) => `2026-11-${10 + index}`);
const x = columnMiddle(days.length);
const path = "/dashboard/design";

const labels = [0, 4, 9].map((index) => ({ at: x(index), text: <DayText value={days[index] ?? ""} /> }));
const pointsOf = (...series: number[][]) =>
  days.map((when, index) => ({ at: x(index), when, values: series.map((values) => values[index] ?? 0) }));

/** Columns and a curve beside each other, a curve over bands, a chart of nothing, and bars on both scales. */
export function Charts() {
  return (
    <PageSection id="charts" title="Charts">
      <div className="grid gap-8 sm:grid-cols-2">
        <Compared />
        <Levels />
        <Empty />
        <Sizes caption="Shares" whole={60} rows={{ Default: 30, "EMEA Sales": 20, Nordics: 10, Partners: 0 }} />
        <Sizes
          caption="Tens"
          isLog
          whole={5_555}
          rows={{ Default: 5_000, "EMEA Sales": 500, Nordics: 50, Partners: 5 }}
        />
      </div>
    </PageSection>
  );
}

function Compared() {
  const ticks = axisTicks(0, Math.max(...now, ...before));
  const y = heightOf(ticks);
  const curve = line<number>((_value, index) => x(index), y).curve(curveMonotoneX);
  return (
    <div>
      <Chart
        title="Columns and the period before"
        summary="75 events in 10 days, 63 in the 10 days before."
        unit="Events a day (UTC)"
        ticks={ticks}
        labels={labels}
        series={[
          { name: "events", swatch: "fill-chart-1" },
          { name: "10 days earlier", swatch: "fill-chart-2" },
        ]}
        points={pointsOf(now, before)}
        figures={<DayTable caption="Events" columns={["Events", "Before"]} days={pointsOf(now, before)} />}
      >
        <Columns values={now} y={y} className="fill-chart-1" />
        <ChartCurves>
          <Curve d={curve(before)} className="stroke-chart-2" />
        </ChartCurves>
      </Chart>
    </div>
  );
}

function Levels() {
  const ticks = axisTicks(Math.min(...scores), Math.max(...scores));
  const y = heightOf(ticks);
  const curve = line<number>((_value, index) => x(index), y).curve(curveStepAfter);
  return (
    <div>
      <Chart
        title="A curve over bands"
        summary="From −20 to 165 in 10 days."
        unit="Score"
        ticks={ticks}
        bands={levelBands(ticks)}
        labels={labels}
        series={[{ name: "points", swatch: "fill-chart-1" }]}
        points={pointsOf(scores)}
        figures={<DayTable caption="Scores" columns={["Score"]} days={pointsOf(scores)} />}
      >
        <ChartCurves>
          <Curve d={curve(scores)} className="stroke-chart-1" />
        </ChartCurves>
      </Chart>
    </div>
  );
}

function Empty() {
  const none = days.map(() => 0);
  const ticks = axisTicks(0, 0);
  return (
    <div>
      <Chart
        title="Nothing to draw"
        summary="No events in 10 days."
        unit="Events a day (UTC)"
        ticks={ticks}
        labels={labels}
        series={[{ name: "events", swatch: "fill-chart-1" }]}
        points={pointsOf(none)}
        figures={<DayTable caption="No events" columns={["Events"]} days={pointsOf(none)} />}
      >
        <Columns values={none} y={heightOf(ticks)} className="fill-chart-1" />
      </Chart>
    </div>
  );
}

type SizesProps = { caption: string; whole: number; rows: Record<string, number>; isLog?: boolean };

function Sizes({ caption, whole, rows, isLog = false }: SizesProps) {
  return (
    <div>
      <BarTable
        caption={caption}
        labelHeading={caption}
        valueHeading="Members"
        whole={whole}
        isLog={isLog}
        rows={Object.entries(rows).map(([label, value]) => ({ key: label, label, value, href: path, dotOf: label }))}
      />
    </div>
  );
}
