"use client";

import { useEffect, useState } from "react";

const STEPS: [Intl.RelativeTimeFormatUnit, number][] = [
  ["year", 31_536_000],
  ["month", 2_592_000],
  ["week", 604_800],
  ["day", 86_400],
  ["hour", 3600],
  ["minute", 60],
];
const words = new Intl.RelativeTimeFormat("en", { numeric: "auto" });
const absolute = new Intl.DateTimeFormat("en", { dateStyle: "medium", timeStyle: "short", timeZone: "UTC" });

function relative(seconds: number): string {
  const [unit, size] = STEPS.find(([, length]) => Math.abs(seconds) >= length) ?? ["second", 1];
  return unit === "second" ? "just now" : words.format(Math.round(seconds / size), unit);
}

/** A point in time in words, with the absolute in `<time>`. The server writes the absolute; the browser knows "now". */
export function RelativeTime({ value }: { value: string }) {
  const [text, setText] = useState<string | null>(null);
  useEffect(() => {
    const update = () => setText(relative((Date.parse(value) - Date.now()) / 1000));
    update();
    const timer = setInterval(update, 60_000);
    return () => clearInterval(timer);
  }, [value]);
  const exact = `${absolute.format(new Date(value))} UTC`;
  return (
    <time dateTime={value} title={exact} className="whitespace-nowrap">
      {text ?? exact}
    </time>
  );
}
