import { DomainError } from "@/lib/errors";
import { TextStream } from "@/lib/json-text";
import { log } from "@/lib/log";
import { refusals, requests, statusClass } from "@/lib/metrics";
import { type Span, traced } from "@/lib/tracing";
import type { Declaration } from "./declaration";
import { deprecationHeaders } from "./deprecation";
import { type Finished, toResponse } from "./finished";
import type { HttpRequest } from "./http-request";
import { answerHeaders, problemAnswer, problems } from "./problem";
import { isRefusedTogether } from "./refused-together";
import { replyOf, textOf } from "./reply";
import { newRequestId, requestIdOf } from "./request-id";
import { streamOf } from "./stream";

type Documented = Declaration & { public?: true; unitScoped?: true };
/** What work adds to its answer: facts for the log, and headers, also on a refusal. */
export type Annotate = Record<"log" | "headers", (facts: Record<string, string>) => void>;
type Work = (request: HttpRequest, params: Record<string, string>, annotate: Annotate) => Promise<unknown>;

/** What a route file exports for a method; with its declaration for the OpenAPI document. */
export type Handler = {
  (request: HttpRequest, context: { params: Promise<Record<string, string>> }): Promise<Response>;
  /** The same, for a host that needs no Response. */
  finish(request: HttpRequest, params: Record<string, string>): Promise<Finished>;
  declaration: Documented;
};

type AddedHeaders = Record<string, string>;

const JSON_TYPE = { "Content-Type": "application/json" };

function successAnswer(result: unknown, declaration: Documented, requestId: string, added: AddedHeaders): Finished {
  const { status, body, headers: own } = replyOf(result, declaration.responses);
  if (body instanceof TextStream) {
    const headers = answerHeaders(requestId, { "Content-Type": body.mediaType }, added, own);
    return { status, headers, text: streamOf(body.pieces, { request_id: requestId, operation: declaration.id }) };
  }
  const text = textOf(body);
  return { status, headers: answerHeaders(requestId, text === null ? undefined : JSON_TYPE, added, own), text };
}

/** Wraps each request: its id, the catch-all for errors, and one line in the log. */
export function answer(declaration: Documented, work: Work): Handler {
  const announced = deprecationHeaders(declaration.deprecated);

  async function finish(request: HttpRequest, params: Record<string, string>, span: Span): Promise<Finished> {
    const startedAt = performance.now();
    const requestId = requestIdOf(request);
    const facts: Record<string, string> = {};
    const added: AddedHeaders = { ...announced };
    const annotate: Annotate = {
      log: (more) => Object.assign(facts, more),
      headers: (more) => Object.assign(added, more),
    };
    let finished: Finished;
    try {
      const result = await work(request, params, annotate);
      finished = successAnswer(result, declaration, requestId, added);
    } catch (error) {
      finished = problemAnswer(error, requestId, added);
      if (error instanceof DomainError) facts.code = error.code;
      else log().error({ request_id: requestId, operation: declaration.id, err: error }, "unexpected error");
    }
    const milliseconds = performance.now() - startedAt;
    span.note({ "http.response.status_code": finished.status, "leadvibe.request_id": requestId });
    if (finished.status >= 500) span.fail(facts.code ?? "internal_error");
    requests.observe(milliseconds / 1000, declaration.id, statusClass(finished.status));
    if (facts.code) refusals.add(1, facts.code);
    const about = { operation: declaration.id, status: finished.status, ...facts };
    if (facts.code !== "rate_limited" || !isRefusedTogether(about)) {
      log().info({ request_id: requestId, ms: Math.round(milliseconds * 10) / 10, ...about }, "request");
    }
    return request.method === "HEAD" && finished.text instanceof ReadableStream
      ? { ...finished, text: null }
      : finished;
  }
  const asSpan = (request: HttpRequest, params: Record<string, string>) => {
    const facts = { "http.request.method": request.method };
    const from = request.headers.get("traceparent");
    return traced({ name: declaration.id, kind: "server", facts, from }, (span) => finish(request, params, span));
  };
  const handle = async (request: HttpRequest, context: { params: Promise<Record<string, string>> }) =>
    toResponse(await asSpan(request, await context.params));
  return Object.assign(handle, { declaration, finish: asSpan });
}

/** The refusal of a request that reaches no handler, such as an unknown path; adds `headers` (a 405's `Allow`). */
export function refusalAnswer(
  code: keyof typeof problems,
  headers?: Record<string, string>,
  requestId = newRequestId(),
): Finished {
  refusals.add(1, code);
  log().info({ request_id: requestId, status: problems[code].status, code }, "refused");
  return problemAnswer(new DomainError(code), requestId, headers);
}

/** The same as a Response. */
export const refuse = (...refusal: Parameters<typeof refusalAnswer>): Response => toResponse(refusalAnswer(...refusal));

/** The answer to OPTIONS: the path's methods (RFC 9110 §9.3.7). */
export function optionsAnswer(headers: { Allow: string }): Finished {
  return { status: 204, headers: answerHeaders(newRequestId(), headers), text: null };
}

/** The same as a Response. */
export const optionsResponse = (headers: { Allow: string }): Response => toResponse(optionsAnswer(headers));
