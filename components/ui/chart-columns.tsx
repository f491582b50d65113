import { PLOT_HEIGHT, round } from "./chart-scale";

const GAP = 0.15;

type Props = {
  values: readonly number[];
  /** Where a value is (heightOf). */
  y: (value: number) => number;
  className: string;
  /** Which of `of` columns that stand side by side this is. */
  index?: number;
  of?: number;
};

/** Columns of equal width over the whole plot, each from zero. */
export function Columns({ values, y, className, index = 0, of = 1 }: Props) {
  const step = 100 / values.length;
  const width = (step * (1 - 2 * GAP)) / of;
  const columns = values.map((value, place) => ({ value, x: round((place + GAP) * step + index * width) }));
  return columns.map(({ value, x }) => (
    <rect
      key={x}
      x={`${x}%`}
      y={y(value)}
      width={`${round(width)}%`}
      height={round(PLOT_HEIGHT - y(value))}
      rx="2"
      className={className}
    />
  ));
}
