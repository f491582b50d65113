"use client";

import { useEffect, useState } from "react";
import { readersLocale, timeText, useInBrowser } from "./local-time";

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];

/** How long ago, or how far ahead, in the language that the browser writes times in. */
export function relativeText(seconds: number, locale?: string): string {
  const words = new Intl.RelativeTimeFormat(locale, { numeric: "auto" });
  const [unit, size] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return words.format(unit === "second" ? 0 : Math.round(seconds / size), unit);
}

/** A point in time in words, with the absolute in `<time>`. The server writes the absolute; the browser knows "now". */
export function RelativeTime({ value }: { value: string }) {
  const isReaders = useInBrowser();
  const [now, setNow] = useState(() => Date.now());
  useEffect(() => {
    setNow(Date.now());
    const timer = setInterval(() => setNow(Date.now()), 60_000);
    return () => clearInterval(timer);
  }, []);
  const exact = timeText(value, "exact", isReaders);
  return (
    <time dateTime={value} title={exact} lang={isReaders ? readersLocale() : undefined} className="whitespace-nowrap">
      {isReaders ? relativeText((Date.parse(value) - now) / 1000) : exact}
    </time>
  );
}
