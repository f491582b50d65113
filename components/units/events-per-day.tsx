import { PlainTable } from "@/components/data-table/plain-table";
import { CHART, Chart } from "@/components/ui/chart";
import { UtcDay } from "@/components/ui/local-time";
import { countText, numberText } from "@/lib/number-text";

type Day = { day: string; events: number };

const GAP = 3;

function Summary({ days }: { days: Day[] }) {
  const total = days.reduce((sum, { events }) => sum + events, 0);
  if (total === 0 || !days[0]) return `No events in ${countText(days.length, "day")}.`;
  const most = days.reduce((best, day) => (day.events > best.events ? day : best), days[0]);
  const today = days.at(-1)?.events ?? 0;
  return (
    <>
      {countText(total, "event")} in {countText(days.length, "day")}, most on <UtcDay value={most.day} /> (
      {numberText(most.events)}); {numberText(today)} today.
    </>
  );
}

/** Events per day (UTC), today last, as columns, a summary and a table. */
export function EventsPerDay({ days }: { days: Day[] }) {
  const highest = Math.max(1, ...days.map(({ events }) => events));
  const step = CHART.width / days.length;
  return (
    <Chart
      title="Events per day"
      summary={<Summary days={days} />}
      ends={[days[0] && <UtcDay key="first" value={days[0].day} />, "Today"]}
      figures={<Figures days={days} />}
    >
      {days.map(({ day, events }, index) => {
        const height = (events / highest) * CHART.height;
        return (
          <rect
            key={day}
            x={index * step + GAP / 2}
            y={CHART.height - height}
            width={step - GAP}
            height={height}
            className="fill-accent"
          />
        );
      })}
    </Chart>
  );
}

function Figures({ days }: { days: Day[] }) {
  return (
    <PlainTable
      caption="Events per day, latest first"
      headings={[{ label: "Day (UTC)" }, { label: "Events", className: "text-right" }]}
    >
      <tbody>
        {days.toReversed().map(({ day, events }) => (
          <tr key={day} className="border-line border-b last:border-b-0">
            <th scope="row" className="py-1 pr-4 font-normal">
              <UtcDay value={day} />
            </th>
            <td className="py-1 text-right tabular-nums">{numberText(events)}</td>
          </tr>
        ))}
      </tbody>
    </PlainTable>
  );
}
