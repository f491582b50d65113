import type { ReactNode } from "react";
import { compactText } from "@/lib/number-text";
import { ChartCursor, type CursorPoint } from "./chart-cursor";
import { heightOf, PLOT_HEIGHT } from "./chart-scale";
import { ScrollBox } from "./scroll-box";

const AXIS_HEIGHT = 22;

/** A stretch of the vertical axis that has a name, such as a level of scores. */
type Band = { name: string; from: number; to: number; className: string };

type Props = {
  title: string;
  /** The drawing in words. */
  summary: ReactNode;
  /** What the vertical axis counts. */
  unit: string;
  /** The values of the vertical axis, lowest first (axisTicks). */
  ticks: number[];
  bands?: Band[];
  /** The labels of the horizontal axis, each at its percentage. */
  labels: { at: number; text: ReactNode }[];
  /** The names of the series, in the order of the points' values. */
  series: { name: string; swatch: string }[];
  /** What the pointer and the arrow keys show. */
  points: CursorPoint[];
  /** The data as a table. */
  figures: ReactNode;
  /** SVG elements, across in percent and down in pixels; curves in a `ChartCurves`. */
  children: ReactNode;
};

/**
 * A chart with axes, gridlines and units, a summary, and its data as a table. It is drawn on the server: the browser only
 * learns the values, for the pointer and the keyboard.
 */
export function Chart(props: Props) {
  const { title, summary, unit, ticks, bands = [], labels, series, points, figures, children } = props;
  const y = heightOf(ticks);
  return (
    <>
      <p className="mb-3 text-pretty text-muted">{summary}</p>
      <div className="flex flex-wrap items-center justify-between gap-x-4 gap-y-1 pb-2 text-muted text-xs">
        <span>{unit}</span>
        {series.length > 1 && <Legend series={series} />}
      </div>
      <div className="relative ml-9">
        <svg
          role="img"
          aria-label={title}
          width="100%"
          height={PLOT_HEIGHT + AXIS_HEIGHT}
          className="block overflow-visible"
        >
          <title>{title}</title>
          {bands.map((band) => (
            <BandArea key={band.name} band={band} y={y} />
          ))}
          {ticks.map((tick) => (
            <g key={tick}>
              <line
                x1="0"
                x2="100%"
                y1={y(tick)}
                y2={y(tick)}
                className={tick === 0 ? "stroke-field" : "stroke-line"}
              />
              <text x="-8" y={y(tick)} dy="0.35em" textAnchor="end" className="fill-muted text-xs tabular-nums">
                {compactText(tick)}
              </text>
            </g>
          ))}
          {children}
          {labels.map(({ at, text }) => (
            <text
              key={at}
              x={`${at}%`}
              y={PLOT_HEIGHT + AXIS_HEIGHT - 4}
              textAnchor={at < 5 ? "start" : at > 95 ? "end" : "middle"}
              className="fill-muted text-xs"
            >
              {text}
            </text>
          ))}
        </svg>
        <ChartCursor title={title} series={series} points={points} />
      </div>
      <details className="mt-1 print:hidden">
        <summary className="min-h-6 w-fit text-muted text-sm">
          Show as table<span className="sr-only">: {title}</span>
        </summary>
        <ScrollBox label={`${title}: table`} className="mt-2 max-h-72">
          {figures}
        </ScrollBox>
      </details>
    </>
  );
}

/** Curves, whose coordinates are percentages across. Only they are stretched, and their lines keep their width. */
export function ChartCurves({ children }: { children: ReactNode }) {
  return (
    <svg aria-hidden viewBox={`0 0 100 ${PLOT_HEIGHT}`} preserveAspectRatio="none" width="100%" height={PLOT_HEIGHT}>
      <title>Curves</title>
      {children}
    </svg>
  );
}

/** The line of a curve (d3-shape). */
export function Curve({ d, className }: { d: string | null; className: string }) {
  return d && <path d={d} fill="none" strokeWidth="2" vectorEffect="non-scaling-stroke" className={className} />;
}

function BandArea({ band: { name, from, to, className }, y }: { band: Band; y: (value: number) => number }) {
  const [top, bottom] = [Math.max(0, y(to)), Math.min(PLOT_HEIGHT, y(from))];
  if (bottom - top < 1) return null;
  return (
    <>
      <rect x="0" y={top} width="100%" height={bottom - top} className={`opacity-10 ${className}`} />
      {bottom - top > 16 && (
        <text x="4" y={top + 13} className="fill-muted text-xs">
          {name}
        </text>
      )}
    </>
  );
}

function Legend({ series }: Pick<Props, "series">) {
  return (
    <ul className="flex flex-wrap gap-x-4">
      {series.map(({ name, swatch }) => (
        <li key={name} className="flex items-center gap-1.5">
          <svg aria-hidden width="10" height="10">
            <title>{name}</title>
            <rect width="10" height="10" rx="2" className={swatch} />
          </svg>
          {name}
        </li>
      ))}
    </ul>
  );
}
