"use client";

import { useSyncExternalStore } from "react";

const FORMATS = {
  /** A calendar day. */
  day: { dateStyle: "medium" },
  /** A day of this year's, where there is little room. */
  short: { month: "short", day: "numeric" },
  minute: { dateStyle: "medium", timeStyle: "short" },
  /** To the second and with the zone's name. */
  exact: { dateStyle: "medium", timeStyle: "long" },
} satisfies Record<string, Intl.DateTimeFormatOptions>;

type Precision = keyof typeof FORMATS;

const never = () => () => {};

/** Whether this is drawn in a browser, whose locale and zone are the reader's: false on the server and while hydrating. */
export const useInBrowser = (): boolean =>
  useSyncExternalStore(
    never,
    () => true,
    () => false,
  );

/** A point in time in words. Without a zone and a locale it is UTC in English, and says so. */
export function timeText(value: string, precision: Precision, isReaders: boolean): string {
  const options = FORMATS[precision];
  if (isReaders) return new Intl.DateTimeFormat(undefined, options).format(new Date(value));
  const utc = precision === "exact" ? FORMATS.minute : options;
  return `${new Intl.DateTimeFormat("en", { ...utc, timeZone: "UTC" }).format(new Date(value))} UTC`;
}

/** The language that the browser writes times in. */
export const readersLocale = (): string => new Intl.DateTimeFormat().resolvedOptions().locale;

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
  const format = new Intl.DateTimeFormat(isReaders ? undefined : "en", { ...FORMATS.short, timeZone: "UTC" });
  return (
    <time dateTime={value} lang={isReaders ? readersLocale() : undefined} className="whitespace-nowrap">
      {format.format(new Date(value))}
    </time>
  );
}
