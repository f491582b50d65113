"use client";

import { useInBrowser } from "@/components/ui/local-time";
import { readersLocale, timeText } from "@/lib/time-text";

/** The time of day of an entry, with the exact time as a tooltip. */
export function EntryTime({ value }: { value: string }) {
  const isReaders = useInBrowser();
  return (
    <time
      dateTime={value}
      title={timeText(value, "exact", isReaders)}
      lang={isReaders ? readersLocale() : undefined}
      className="whitespace-nowrap text-muted tabular-nums"
    >
      {timeText(value, "clock", isReaders)}
    </time>
  );
}

type Props = { at: string; previousAt: string | undefined; as: "h2" | "h3" };

/** The heading above a day's first entry, in the reader's time zone. */
export function DayHeading({ at, previousAt, as: Heading }: Props) {
  const isReaders = useInBrowser();
  const dayOf = (value: string) => timeText(value, "day", isReaders);
  if (previousAt !== undefined && dayOf(previousAt) === dayOf(at)) return null;
  return (
    <Heading
      lang={isReaders ? readersLocale() : undefined}
      className="mt-4 mb-1 border-line border-b pb-1 font-medium text-muted text-sm"
    >
      {dayOf(at)}
    </Heading>
  );
}
