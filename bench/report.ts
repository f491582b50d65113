import type { Sample } from "./load";
import type { Operation } from "./operations";

/** The rounds of one server at one operation, in their order. */
export type Series = { name: string; samples: Sample[] };
export type Flights = { name: string; flights: number; packets: number };
export type Measured = { operation: Operation; series: Series[]; flights: Flights[] };

/** What the table of flights counts. */
export const ABOUT_FLIGHTS =
  "A flight is a wait for the database: what leaves together, or without waiting in between, is one. Counted by a relay.";

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
const rate = ({ requests, seconds }: Sample) => requests / seconds;
export const row = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
export const table = (heads: string[], rows: string[]) => [row(heads), row(heads.map(() => "---")), ...rows].join("\n");

/** Requests a second over all rounds. */
export function ratePerSecond({ samples }: Series): number {
  return sum(samples.map(({ requests }) => requests)) / sum(samples.map(({ seconds }) => seconds));
}

/** The value below which that share of the values lies; NaN of none. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** CPU milliseconds a request over all rounds, as text. */
export function cpuMilliseconds({ samples }: Series, kind: "serverCpuSeconds" | "postgresCpuSeconds"): string {
  const used = samples.map((sample) => sample[kind]);
  if (used.includes(undefined)) return "–";
  return ((1000 * sum(used as number[])) / sum(samples.map(({ requests }) => requests))).toFixed(3);
}

/** All rounds together, and the lowest and highest of the single rounds, whose neighbours ran under the same conditions. */
export function ratio(ours: Series | undefined, other: Series | undefined): string {
  if (!ours || !other) return "–";
  const rounds = ours.samples.map((sample, index) => rate(sample) / rate(other.samples[index] as Sample));
  const all = ratePerSecond(ours) / ratePerSecond(other);
  return `**${all.toFixed(2)}** (${Math.min(...rounds).toFixed(2)}–${Math.max(...rounds).toFixed(2)})`;
}

function wantedText({ a, b }: Operation["wanted"]): string {
  return [a && `≥ ${a} of (a)`, b && `≥ ${b}× (b)`].filter(Boolean).join(", ") || "–";
}

/** How many times the others' requests/s the first server of each row does. */
export function ratioTable(measured: Measured[]): string {
  const rows = measured.map(({ operation, series }) => {
    const [ours, ...others] = series;
    return row([operation.title, ...others.map((other) => ratio(ours, other)), wantedText(operation.wanted)]);
  });
  const others = measured[0]?.series.slice(1).map(({ name }) => `ours / ${name}`) ?? [];
  return table(["requests/s", ...others, "wanted"], rows);
}

/** What every server did at every operation. */
export function figureTable(measured: Measured[]): string {
  const rows = measured.flatMap(({ operation, series }) =>
    series.map((one) => {
      const latencies = one.samples.flatMap((sample) => sample.latenciesMilliseconds);
      const percentiles = [0.5, 0.95, 0.99].map((share) => percentile(latencies, share).toFixed(2));
      const cpu = [cpuMilliseconds(one, "serverCpuSeconds"), cpuMilliseconds(one, "postgresCpuSeconds")];
      const perSecond = ratePerSecond(one);
      return row([operation.title, one.name, perSecond.toFixed(perSecond < 100 ? 1 : 0), ...percentiles, ...cpu]);
    }),
  );
  return table(
    ["operation", "server", "requests/s", "p50 ms", "p95 ms", "p99 ms", "CPU ms server", "CPU ms Postgres"],
    rows,
  );
}

/** Database flights a request. */
export function flightTable(measured: Measured[]): string {
  const rows = measured.flatMap(({ operation, flights }) =>
    flights.map((one) => row([operation.title, one.name, one.flights.toFixed(2), one.packets.toFixed(2)])),
  );
  return table(["a request", "server", "flights", "packets sent"], rows);
}

/** The report's tables as Markdown: the ratios first, then what they are made of. */
export function renderTables(measured: Measured[]): string {
  return [
    "## Ratios\n",
    `${ratioTable(measured)}\n`,
    "In brackets the lowest and the highest round.\n",
    "## Figures\n",
    `${figureTable(measured)}\n`,
    "## Database flights\n",
    `${ABOUT_FLIGHTS} The two queries that (a) sends at once over two connections count as two.\n`,
    `${flightTable(measured)}\n`,
  ].join("\n");
}
