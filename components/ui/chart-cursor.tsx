"use client";

import { type PointerEvent, useState } from "react";
import { numberText } from "@/lib/number-text";
import { dayText, timeText } from "@/lib/time-text";
import { useInBrowser } from "./use-in-browser";

/** A day counted in UTC ("2026-11-28"), or a point in time. */
export type CursorPoint = { at: number; when: string; values: number[] };

type Props = { title: string; series: { name: string }[]; points: CursorPoint[] };

const whenText = (when: string) => (when.includes("T") ? timeText(when, "minute", true) : dayText(when, true));

/** Shows a chart's values under the pointer, and one after the other by the arrow keys, as a slider over the plot. */
export function ChartCursor({ title, series, points }: Props) {
  const isInBrowser = useInBrowser();
  const [index, setIndex] = useState(points.length - 1);
  const [isShown, setShown] = useState(false);
  const point = points[index];
  if (!isInBrowser || !point) return null;
  const lines = series.map(({ name }, n) => ({ name, value: numberText(point.values[n] ?? 0) }));

  function follow({ clientX, currentTarget }: PointerEvent) {
    const { left, width } = currentTarget.getBoundingClientRect();
    const at = ((clientX - left) / width) * 100;
    const distances = points.map((one) => Math.abs(one.at - at));
    setIndex(distances.indexOf(Math.min(...distances)));
    setShown(true);
  }

  return (
    <div className="absolute inset-x-0 top-0 rounded has-focus-visible:outline-2 has-focus-visible:outline-accent print:hidden">
      <input
        type="range"
        min={0}
        max={points.length - 1}
        value={index}
        aria-label={`${title}: values`}
        aria-valuetext={`${whenText(point.when)}: ${lines.map(({ name, value }) => `${value} ${name}`).join(", ")}`}
        className="block h-40 w-full cursor-crosshair touch-pan-y appearance-none opacity-0"
        onChange={(event) => setIndex(Number(event.target.value))}
        onMouseDown={(event) => event.preventDefault()} // points need not be at equal distances, as a slider's are
        onPointerDown={follow}
        onPointerMove={follow}
        onPointerLeave={() => setShown(false)}
        onFocus={() => setShown(true)}
        onBlur={() => setShown(false)}
      />
      {isShown && (
        <div aria-hidden className="pointer-events-none absolute inset-0">
          <span className="absolute inset-y-0 w-px bg-field" style={{ left: `${point.at}%` }} />
          <div
            className="absolute top-1 z-10 mx-2 rounded-md border border-line bg-page px-2 py-1 text-xs shadow-lg"
            style={point.at > 50 ? { right: `${100 - point.at}%` } : { left: `${point.at}%` }}
          >
            <p className="whitespace-nowrap text-muted">{whenText(point.when)}</p>
            {lines.map(({ name, value }) => (
              <p key={name} className="whitespace-nowrap">
                <span className="font-semibold tabular-nums">{value}</span> {name}
              </p>
            ))}
          </div>
        </div>
      )}
    </div>
  );
}
