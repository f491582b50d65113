import type { SpanExporter, SpanProcessor } from "@opentelemetry/sdk-trace-base";
import { spans } from "@/lib/metrics";

const LONGEST = 4_096;
const LIMITS = { maxQueueSize: 2 * LONGEST, maxExportBatchSize: 512, scheduledDelayMillis: 1_000 };

/**
 * A queue of spans that wait for their collector. OpenTelemetry's own drops what is too much without a word; this one counts
 * what was sent, and what was lost because too many waited or the collector refused.
 */
export function boundedQueue(
  exporter: SpanExporter,
  batching: (counted: SpanExporter, limits: typeof LIMITS) => SpanProcessor,
): SpanProcessor {
  let waiting = 0;
  const counted: SpanExporter = {
    export: (batch, done) =>
      exporter.export(batch, (result) => {
        waiting -= batch.length;
        spans.add(batch.length, result.code === 0 ? "sent" : "lost");
        done(result);
      }),
    shutdown: () => exporter.shutdown(),
  };
  const batches = batching(counted, LIMITS);
  return {
    onStart: (...started) => batches.onStart(...started),
    onEnd(span) {
      if ((span.spanContext().traceFlags & 1) === 0) return;
      if (waiting >= LONGEST) return spans.add(1, "lost");
      waiting += 1;
      batches.onEnd(span);
    },
    forceFlush: () => batches.forceFlush(),
    shutdown: () => batches.shutdown(),
  };
}
