"use client";

import { dayText, timeText } from "@/lib/time-text";
import { useInBrowser } from "./use-in-browser";

/** A day counted in UTC as plain text, for an SVG, in which no element may be. */
export function DayText({ value }: { value: string }) {
  return dayText(value, useInBrowser());
}

/** The day of a point in time as plain text, for the same. */
export function TimeText({ value }: { value: string }) {
  return timeText(value, "day", useInBrowser());
}
