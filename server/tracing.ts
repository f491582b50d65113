import { AsyncLocalStorage } from "node:async_hooks";
import type * as Api from "@opentelemetry/api";
import { env } from "@/lib/env";
import { DomainError } from "@/lib/errors";
import { rootCause } from "@/lib/root-cause";
import { type Span, type Step, setTracing, type Tracing } from "@/lib/tracing";
import { atMost } from "./http-server";
import type { Lifecycle } from "./lifecycle";
import { boundedQueue } from "./span-queue";

const CLOSE_SECONDS = 0.5;
const TRACEPARENT = /^00-([0-9a-f]{32})-([0-9a-f]{16})-([0-9a-f]{2})$/;

function codeOf(error: unknown): string {
  if (error instanceof DomainError) return error.code;
  const { name, code } = rootCause(error);
  return String(code ?? name);
}

// Our own context: with the provider in OpenTelemetry's global place, Next would add ten spans of its own to each page.
function tracingWith(api: typeof Api, tracer: Api.Tracer): Tracing {
  const { ROOT_CONTEXT, SpanKind, SpanStatusCode, trace } = api;
  const kinds = { server: SpanKind.SERVER, client: SpanKind.CLIENT, consumer: SpanKind.CONSUMER };
  const active = new AsyncLocalStorage<Api.Span>();

  function parentOf({ from, isOwn }: Step): Api.Context {
    const here = isOwn ? undefined : active.getStore();
    if (here) return trace.setSpan(ROOT_CONTEXT, here);
    const [, traceId, spanId, flags] = TRACEPARENT.exec(from ?? "") ?? [];
    if (!traceId || !spanId) return ROOT_CONTEXT;
    return trace.setSpanContext(ROOT_CONTEXT, {
      traceId,
      spanId,
      traceFlags: Number.parseInt(flags ?? "0", 16),
      isRemote: true,
    });
  }

  function spanOver(span: Api.Span): Span {
    const fail = (code: string) => {
      span.setAttribute("error.type", code);
      span.setStatus({ code: SpanStatusCode.ERROR });
    };
    return { note: (facts) => void span.setAttributes(facts), fail };
  }

  return {
    async run(step, work) {
      const here = step.isOwn ? undefined : active.getStore();
      if (here && !here.isRecording()) return work({ note() {}, fail() {} });
      const span = tracer.startSpan(
        step.name,
        { kind: kinds[step.kind], attributes: step.facts ?? {} },
        parentOf(step),
      );
      try {
        return await active.run(span, work, spanOver(span));
      } catch (error) {
        if (error instanceof DomainError) span.setAttribute("error.type", error.code);
        else spanOver(span).fail(codeOf(error));
        throw error;
      } finally {
        span.end();
      }
    },
    current() {
      const context = active.getStore()?.spanContext();
      return (
        context && { trace_id: context.traceId, span_id: context.spanId, isSampled: (context.traceFlags & 1) === 1 }
      );
    },
  };
}

/**
 * Sends traces to OTEL_EXPORTER_OTLP_ENDPOINT, if that is set, until the process ends. Of all traces a share of
 * OTEL_TRACES_SAMPLER_ARG is recorded, also of those that a caller has begun.
 */
export async function startTracing(lifecycle: Pick<Lifecycle, "atEnd">): Promise<void> {
  const { OTEL_EXPORTER_OTLP_ENDPOINT: endpoint, OTEL_SERVICE_NAME: name, OTEL_TRACES_SAMPLER_ARG: share } = env();
  if (endpoint === undefined) return;
  // A quarter of a second and 20 MB, so only for those who want traces.
  const [api, sdk, { resourceFromAttributes }, { OTLPTraceExporter }] = await Promise.all([
    import("@opentelemetry/api"),
    import("@opentelemetry/sdk-trace-base"),
    import("@opentelemetry/resources"),
    import("@opentelemetry/exporter-trace-otlp-http"),
  ]);
  const ratio = new sdk.TraceIdRatioBasedSampler(share);
  const exporter = new OTLPTraceExporter({ url: `${endpoint.replace(/\/+$/, "")}/v1/traces` });
  const provider = new sdk.BasicTracerProvider({
    resource: resourceFromAttributes({ "service.name": name }),
    sampler: new sdk.ParentBasedSampler({ root: ratio, remoteParentSampled: ratio }),
    spanProcessors: [boundedQueue(exporter, (counted, limits) => new sdk.BatchSpanProcessor(counted, limits))],
  });
  setTracing(tracingWith(api, provider.getTracer("leadvibe-admin")));
  lifecycle.atEnd(async () => {
    setTracing(undefined);
    await atMost(CLOSE_SECONDS, provider.shutdown());
  });
}
