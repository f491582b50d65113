import type { ReactNode } from "react";
import { ScrollBox } from "./scroll-box";

/** The drawing's size in its own coordinates; on the page it fills the width. */
export const CHART = { width: 600, height: 120 };

type Props = {
  title: string;
  /** The drawing in words. */
  summary: ReactNode;
  /** Labels under the two ends. */
  ends: [ReactNode, ReactNode];
  /** The data as a table. */
  figures: ReactNode;
  /** SVG elements. */
  children: ReactNode;
};

/** A chart over time with a summary and its data as a table. */
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
        <summary className="min-h-6 w-fit text-muted text-sm">Show as table</summary>
        <ScrollBox label={`${title}: table`} className="mt-2 max-h-72">
          {figures}
        </ScrollBox>
      </details>
    </>
  );
}
