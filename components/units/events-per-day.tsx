import { ScrollBox } from "@/components/ui/scroll-box";

type Day = { day: string; events: number };

const WIDTH = 600;
const HEIGHT = 120;
const GAP = 3;
const number = new Intl.NumberFormat("en");
const date = new Intl.DateTimeFormat("en", { month: "short", day: "numeric", timeZone: "UTC" });
const written = (day: string) => date.format(new Date(day));

function summary(days: Day[]): string {
  const total = days.reduce((sum, { events }) => sum + events, 0);
  if (total === 0) return `No event in ${days.length} days.`;
  const most = days.reduce((best, day) => (day.events > best.events ? day : best));
  const today = days.at(-1)?.events ?? 0;
  const noun = total === 1 ? "event" : "events";
  return `${number.format(total)} ${noun} in ${days.length} days, most on ${written(most.day)} (${number.format(most.events)}); ${number.format(today)} today.`;
}

/** How many events each day (UTC) had, today last: columns, what they say in words, and their figures. */
export function EventsPerDay({ days }: { days: Day[] }) {
  const highest = Math.max(1, ...days.map(({ events }) => events));
  const step = WIDTH / days.length;
  return (
    <>
      <p className="mb-2 text-muted">{summary(days)}</p>
      <svg
        aria-hidden
        viewBox={`0 0 ${WIDTH} ${HEIGHT}`}
        preserveAspectRatio="none"
        className="block h-30 w-full rounded bg-raised"
      >
        <title>Events per day</title>
        {days.map(({ day, events }, place) => {
          const height = (events / highest) * HEIGHT;
          return (
            <rect
              key={day}
              x={place * step + GAP / 2}
              y={HEIGHT - height}
              width={step - GAP}
              height={height}
              className="fill-accent"
            />
          );
        })}
      </svg>
      <p aria-hidden className="mt-1 flex justify-between text-muted text-xs">
        <span>{written(days[0]?.day ?? "")}</span>
        <span>Today</span>
      </p>
      <details className="mt-2">
        <summary className="min-h-6 w-fit text-muted text-sm">The figures</summary>
        <ScrollBox label="Events per day" className="mt-2 max-h-72">
          <table className="w-full text-left">
            <caption className="sr-only">Events per day, the latest first</caption>
            <thead className="border-line border-b text-muted text-sm">
              <tr>
                <th scope="col" className="py-1.5 pr-4 font-medium">
                  Day (UTC)
                </th>
                <th scope="col" className="py-1.5 pr-2 text-right font-medium">
                  Events
                </th>
              </tr>
            </thead>
            <tbody>
              {days.toReversed().map(({ day, events }) => (
                <tr key={day} className="border-line border-b last:border-b-0">
                  <th scope="row" className="py-1 pr-4 font-normal">
                    {written(day)}
                  </th>
                  <td className="py-1 pr-2 text-right tabular-nums">{number.format(events)}</td>
                </tr>
              ))}
            </tbody>
          </table>
        </ScrollBox>
      </details>
    </>
  );
}
