import type { ReactNode } from "react";
import { ScrollBox } from "./scroll-box";

/** The size of a chart's drawing in its own units; on the page it is as wide as there is room. */
export const CHART = { width: 600, height: 120 };

type Props = {
  title: string;
  /** What the drawing says, in words. */
  summary: ReactNode;
  /** What stands under its two ends. */
  ends: [ReactNode, ReactNode];
  /** The table of what is drawn. */
  figures: ReactNode;
  /** The drawing. */
  children: ReactNode;
};

/** A drawing over time, what it says in words, and its figures. */
export function Chart({ title, summary, ends: [first, last], figures, children }: Props) {
  return (
    <>
      <p className="mb-2 text-muted">{summary}</p>
      <svg
        aria-hidden
        viewBox={`0 0 ${CHART.width} ${CHART.height}`}
        preserveAspectRatio="none"
        className="block h-30 w-full rounded bg-raised"
      >
        <title>{title}</title>
        {children}
      </svg>
      <p aria-hidden className="mt-1 flex justify-between text-muted text-xs">
        <span>{first}</span>
        <span>{last}</span>
      </p>
      <details className="mt-2">
        <summary className="min-h-6 w-fit text-muted text-sm">The figures</summary>
        <ScrollBox label={`${title}: the figures`} className="mt-2 max-h-72">
          {figures}
        </ScrollBox>
      </details>
    </>
  );
}
