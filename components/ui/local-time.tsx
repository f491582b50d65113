"use client";

import { dayText, type Precision, readersLocale, timeText } from "@/lib/time-text";
import { useInBrowser } from "./use-in-browser";

type Props = { value: string; precision?: Precision /** Of the tooltip. */; tooltip?: Precision };

/** A time in the reader's locale and time zone. The server knows neither and renders UTC. */
export function LocalTime({ value, precision = "minute", tooltip }: Props) {
  const isReaders = useInBrowser();
  return (
    <time
      dateTime={value}
      title={tooltip && timeText(value, tooltip, isReaders)}
      lang={isReaders ? readersLocale() : undefined}
      className={precision === "exact" ? undefined : "whitespace-nowrap"} // an exact time is too long for a narrow column
    >
      {timeText(value, precision, isReaders)}
    </time>
  );
}

/** A day counted in UTC, such as a column of a chart, in the reader's locale but not their time zone. */
export function UtcDay({ value }: { value: string }) {
  const isReaders = useInBrowser();
  return (
    <time dateTime={value} lang={isReaders ? readersLocale() : undefined} className="whitespace-nowrap">
      {dayText(value, isReaders)}
    </time>
  );
}
