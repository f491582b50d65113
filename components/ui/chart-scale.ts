/** The height of every chart's plot in pixels. Across, positions are percentages, so nothing drawn is ever stretched. */
export const PLOT_HEIGHT = 160;

const ROUND = [1, 2, 5, 10];

/** Whole, round numbers from `low` to `high` or just beyond, at equal steps. */
export function axisTicks(low: number, high: number, steps = 4): number[] {
  const rough = Math.max(high - low, 1) / steps;
  const power = 10 ** Math.floor(Math.log10(rough));
  const step = Math.max(1, (ROUND.find((times) => times * power >= rough) ?? 10) * power);
  const first = Math.floor(low / step);
  const last = Math.max(Math.ceil(high / step), first + 1);
  return Array.from({ length: last - first + 1 }, (_, index) => (first + index) * step);
}

/** Where a value is between the first and the last tick, in pixels from the top of the plot. */
export function heightOf(ticks: number[]): (value: number) => number {
  const [first = 0, last = 1] = [ticks[0], ticks.at(-1)];
  return (value) => round(PLOT_HEIGHT * (1 - (value - first) / (last - first)));
}

/** The middle of each of `count` equal columns, in percent from the left. */
export const columnMiddle = (count: number) => (index: number) => round(((index + 0.5) / count) * 100);

/** How much of a bar's length a value takes, from 0 to 1: one more step for each ten times as much. */
export const logShare = (value: number, longest: number): number =>
  longest <= 0 ? 0 : Math.log10(1 + value) / Math.log10(1 + longest);

/** A position with two decimals: enough for a pixel, and short in the page. */
export const round = (value: number): number => Math.round(value * 100) / 100;

/** Evenly spread indices of a list for its axis, the first and the last included. */
export function spread(length: number, most: number): number[] {
  const count = Math.min(length, most);
  return Array.from({ length: count }, (_, n) => (count === 1 ? 0 : Math.round((n * (length - 1)) / (count - 1))));
}
