"use client";

import { useSyncExternalStore } from "react";
import { dayText, type Precision, readersLocale, timeText } from "@/lib/time-text";

const never = () => () => {};

/** Whether this is drawn in a browser, whose locale and zone are the reader's: false on the server and while hydrating. */
export const useInBrowser = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

/** A point in time as the reader's own locale and zone have it. The server knows neither, and writes UTC. */
export function LocalTime({ value, precision = "minute" }: { value: string; precision?: Precision }) {
  const isReaders = useInBrowser();
  return (
    <time dateTime={value} lang={isReaders ? readersLocale() : undefined} className="whitespace-nowrap">
      {timeText(value, precision, isReaders)}
    </time>
  );
}

/** A day that is counted in UTC, such as a column of a chart: the reader's locale, and no zone of theirs. */
export function UtcDay({ value }: { value: string }) {
  const isReaders = useInBrowser();
  return (
    <time dateTime={value} lang={isReaders ? readersLocale() : undefined} className="whitespace-nowrap">
      {dayText(value, isReaders)}
    </time>
  );
}
