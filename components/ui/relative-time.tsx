"use client";

import { useEffect, useState } from "react";
import { readersLocale, relativeText, timeText } from "@/lib/time-text";
import { useInBrowser } from "./use-in-browser";

/** A time relative to now, with the exact time in `<time>`. The server renders the exact time, because only the browser knows now. */
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
    <time
      dateTime={value}
      title={exact}
      lang={isReaders ? readersLocale() : undefined}
      className={isReaders ? "whitespace-nowrap" : undefined} // the exact time is too long for a narrow column
    >
      {isReaders ? relativeText((Date.parse(value) - now) / 1000) : exact}
    </time>
  );
}
