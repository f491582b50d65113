import { processWide } from "./process-wide";

type Facts = Record<string, string | number>;

/** A piece of work that a trace shows. Names and facts are ids and codes, as in the log: never content, names or secrets. */
export type Step = {
  name: string;
  kind: "server" | "client" | "consumer";
  facts?: Facts;
  /** The `traceparent` (W3C Trace Context) of what asked for it from elsewhere. */
  from?: string | null | undefined;
  /** Whether it belongs to no trace that is going on here. */
  isOwn?: true;
};

/** What a piece of work adds to its span while it runs. */
export type Span = {
  note(facts: Facts): void;
  /** Marks it as failed. */
  fail(code: string): void;
};

/** What records spans; server/tracing.ts has the one of OpenTelemetry. */
export type Tracing = {
  run<T>(step: Step, work: (span: Span) => Promise<T>): Promise<T>;
  current(): { trace_id: string; span_id: string; isSampled: boolean } | undefined;
};

const UNTRACED: Span = { note() {}, fail() {} };
const shared = processWide("tracing", (): { on?: Tracing | undefined } => ({}));

/** Begins to record with `tracing`, or stops. */
export function setTracing(tracing: Tracing | undefined): void {
  shared.on = tracing;
}

/** Runs `work` as a span of the current trace; without tracing, it just runs it. */
export const traced = <T>(step: Step, work: (span: Span) => Promise<T>): Promise<T> =>
  shared.on ? shared.on.run(step, work) : work(UNTRACED);

/** The ids of the current span, for the log. */
export function traceIds(): { trace_id?: string; span_id?: string } {
  const current = shared.on?.current();
  return current ? { trace_id: current.trace_id, span_id: current.span_id } : {};
}

/** The `traceparent` of the current span, for whoever continues its trace; undefined without one. */
export function traceparent(): string | undefined {
  const current = shared.on?.current();
  return current && `00-${current.trace_id}-${current.span_id}-0${current.isSampled ? 1 : 0}`;
}
