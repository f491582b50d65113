import type { Sample } from "./load";
import type { Operation } from "./operations";

/** One server's rounds of one operation, in order. */
export type Series = { name: string; samples: Sample[] };
export type RoundTrips = { name: string; roundTrips: number; packets: number };
export type Measured = { operation: Operation; series: Series[]; roundTrips: RoundTrips[] };

/** Explains the table of round trips. */
export const ABOUT_ROUND_TRIPS =
  "A round trip is one wait for the database; statements that leave without waiting for each other share one. Counted by a relay.";

const sum = (numbers: number[]) => numbers.reduce((total, number) => total + number, 0);
const rate = ({ requests, seconds }: Sample) => requests / seconds;
export const row = (cells: readonly (string | number)[]) => `| ${cells.join(" | ")} |`;
export const table = (heads: string[], rows: string[]) => [row(heads), row(heads.map(() => "---")), ...rows].join("\n");

/** Requests a second over all rounds. */
export function ratePerSecond({ samples }: Series): number {
  return sum(samples.map(({ requests }) => requests)) / sum(samples.map(({ seconds }) => seconds));
}

/** The value below which that share of the values lies; NaN for an empty list. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN;
}

/** CPU seconds per request over all rounds; NaN outside Linux. */
export function cpuSeconds({ samples }: Series, kind: "serverCpuSeconds" | "postgresCpuSeconds"): number {
  return sum(samples.map((sample) => sample[kind] ?? Number.NaN)) / sum(samples.map(({ requests }) => requests));
}

/** CPU milliseconds per request over all rounds, as text. */
export function cpuMilliseconds(series: Series, kind: "serverCpuSeconds" | "postgresCpuSeconds"): string {
  const seconds = cpuSeconds(series, kind);
  return Number.isNaN(seconds) ? "–" : (1000 * seconds).toFixed(3);
}

/** The ratio over all rounds, then the lowest and highest of a single round: rounds that ran side by side are compared. */
export function ratio(ours: Series | undefined, other: Series | undefined): string {
  if (!ours || !other) return "–";
  const rounds = ours.samples.map((sample, index) => rate(sample) / rate(other.samples[index] as Sample));
  const all = ratePerSecond(ours) / ratePerSecond(other);
  return `**${all.toFixed(2)}** (${Math.min(...rounds).toFixed(2)}–${Math.max(...rounds).toFixed(2)})`;
}

const wantedText = ({ a }: Operation["wanted"]) => (a ? `≥ ${a} of (a)` : "–");

/** The first server's requests/s divided by each other server's. */
export function ratioTable(measured: Measured[]): string {
  const rows = measured.map(({ operation, series }) => {
    const [ours, ...others] = series;
    return row([operation.title, ...others.map((other) => ratio(ours, other)), wantedText(operation.wanted)]);
  });
  const others = measured[0]?.series.slice(1).map(({ name }) => `ours / ${name}`) ?? [];
  return table(["requests/s", ...others, "wanted"], rows);
}

/** Every server's figures for every operation. */
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

/** Database round trips per request. */
export function roundTripTable(measured: Measured[]): string {
  const rows = measured.flatMap(({ operation, roundTrips }) =>
    roundTrips.map((one) => row([operation.title, one.name, one.roundTrips.toFixed(2), one.packets.toFixed(2)])),
  );
  return table(["operation", "server", "round trips a request", "packets sent a request"], rows);
}

/** What this run missed of what is wanted against (a), one line each. */
export function shortfalls(measured: Measured[]): string[] {
  const short = measured.flatMap(({ operation: { title, wanted }, series: [ours, reference] }) => {
    const share = ours && reference ? ratePerSecond(ours) / ratePerSecond(reference) : Number.NaN;
    return share < (wanted.a ?? 0) ? [`- ${title}: ${share.toFixed(2)} of (a), wanted ${wanted.a}`] : [];
  });
  return short.length > 0 ? short : ["- nothing in this run"];
}

/** The report's tables as Markdown: the ratios first, then the figures behind them. */
export function renderTables(measured: Measured[]): string {
  return [
    "## Ratios\n",
    `${ratioTable(measured)}\n`,
    "In brackets: the lowest and the highest round. Short of what is wanted:\n",
    ...shortfalls(measured),
    "\n## Figures\n",
    `${figureTable(measured)}\n`,
    "## Database round trips\n",
    `${ABOUT_ROUND_TRIPS} The two queries that (a) sends at once over two connections count as two.\n`,
    `${roundTripTable(measured)}\n`,
  ].join("\n");
}
