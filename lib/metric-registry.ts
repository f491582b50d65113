import { processWide } from "./process-wide";

// Prometheus's text format 0.0.4, without a library: the values come from our own lists, so few need more than a Map.

type Type = "counter" | "gauge" | "histogram";
type Metric = { help: string; type: Type; lines(): string[] };

/** A gauge's value and the values of its labels. */
export type Sample = readonly [value: number, ...labels: string[]];

const metrics = processWide("metrics", () => new Map<string, Metric>());

// Both bundles define every metric; the second gets the first's.
function define<T extends Metric>(name: string, create: () => T): T {
  const metric = (metrics.get(name) as T | undefined) ?? create();
  metrics.set(name, metric);
  return metric;
}

const escaped = (text: string) => text.replaceAll("\\", "\\\\").replaceAll('"', '\\"').replaceAll("\n", "\\n");
const labelText = (names: readonly string[], values: readonly string[]) =>
  names.map((name, index) => `${name}="${escaped(values[index] ?? "")}"`).join(",");
const line = (name: string, labels: string, value: number) => `${name}${labels && `{${labels}}`} ${value}`;

/** One value for each combination of labels that has occurred. */
function seriesOf<T>(names: readonly string[], create: () => T) {
  const all = new Map<string, { labels: string; value: T }>();
  const of = (values: readonly string[]): T => {
    const key = values.length === 1 ? (values[0] ?? "") : values.join("\n");
    const known = all.get(key);
    if (known) return known.value;
    const made = { labels: labelText(names, values), value: create() };
    all.set(key, made);
    return made.value;
  };
  return { of, all: () => [...all.values()] };
}

/** A number that only grows. Label values come from a fixed list, never from a request. */
export function counter(name: string, help: string, names: readonly string[] = []) {
  return define(name, () => {
    const series = seriesOf(names, () => ({ count: 0 }));
    if (names.length === 0) series.of([]);
    return {
      help,
      type: "counter" as const,
      add: (by: number, ...labels: string[]) => {
        series.of(labels).count += by;
      },
      lines: () => series.all().map(({ labels, value }) => line(name, labels, value.count)),
    };
  });
}

/** How often a value was at most each of `bounds`, and the sum of all values. */
export function histogram(name: string, help: string, bounds: readonly number[], names: readonly string[] = []) {
  return define(name, () => {
    const series = seriesOf(names, () => ({ counts: new Float64Array(bounds.length + 1), sum: 0 }));
    return {
      help,
      type: "histogram" as const,
      observe: (value: number, ...labels: string[]) => {
        const one = series.of(labels);
        let at = 0;
        while (at < bounds.length && value > (bounds[at] ?? 0)) at += 1;
        one.counts[at] = (one.counts[at] ?? 0) + 1;
        one.sum += value;
      },
      lines: () =>
        series.all().flatMap(({ labels, value: { counts, sum } }) => {
          let upTo = 0;
          const buckets = [...counts].map((count, index) => {
            upTo += count;
            const bound = `le="${bounds[index] ?? "+Inf"}"`;
            return line(`${name}_bucket`, labels ? `${labels},${bound}` : bound, upTo);
          });
          return [...buckets, line(`${name}_sum`, labels, sum), line(`${name}_count`, labels, upTo)];
        }),
    };
  });
}

/** A value that is read when somebody asks; what several sources say under the same labels is added up. */
export function gauge(name: string, help: string, names: readonly string[] = [], type: Type = "gauge") {
  return define(name, () => {
    const sources = new Set<() => Iterable<Sample>>();
    return {
      help,
      type,
      /** Adds a source. */
      from: (source: () => Iterable<Sample>) => void sources.add(source),
      lines: () => {
        const series = seriesOf(names, () => ({ sum: 0 }));
        for (const source of sources) for (const [value, ...labels] of source()) series.of(labels).sum += value;
        return series.all().map(({ labels, value }) => line(name, labels, value.sum));
      },
    };
  });
}

/** Every metric in Prometheus's text format, also those that have no value yet. */
export function renderMetrics(): string {
  const blocks = [...metrics].map(([name, { help, type, lines }]) =>
    [`# HELP ${name} ${help}`, `# TYPE ${name} ${type}`, ...lines()].join("\n"),
  );
  return `${blocks.join("\n")}\n`;
}
