import { randomUUID } from "node:crypto";
import { DomainError } from "@/lib/errors";
import { JsonText, TextStream } from "@/lib/json-text";
import { log } from "@/lib/log";
import type { Declaration } from "./declaration";
import { type Finished, toResponse } from "./finished";
import { answerHeaders, problemAnswer, problemResponse, problems } from "./problem";
import { Reply } from "./reply";
import { streamOf } from "./stream";

type Documented = Declaration & { public?: true; unitScoped?: true };
/** What work says beside its answer: facts for the log, and headers that its answer carries, a refusal too. */
export type Tell = Record<"log" | "carry", (facts: Record<string, string>) => void>;
type Work = (request: Request, params: Record<string, string>, tell: Tell) => Promise<unknown>;

/** What a route file exports for a method; it carries its declaration for the OpenAPI document. */
export type Handler = {
  (request: Request, context: { params: Promise<Record<string, string>> }): Promise<Response>;
  /** The same work, for a host that needs no Response. */
  finish(request: Request, params: Record<string, string>): Promise<Finished>;
  declaration: Documented;
};

/** A new request id, as every answer and every line of the log carries it. */
export const newRequestId = () => `req_${randomUUID().replaceAll("-", "")}`;

type Carried = Record<string, string>;

function successAnswer(result: unknown, declaration: Documented, requestId: string, carried: Carried): Finished {
  const reply = result instanceof Reply ? result : new Reply(Number(Object.keys(declaration.responses)[0]), result);
  const headers = { ...answerHeaders(requestId), ...carried, ...reply.headers };
  if (reply.body === undefined || reply.body === null) return { status: reply.status, headers, text: null };
  if (reply.body instanceof TextStream) {
    const { mediaType, pieces } = reply.body;
    const stream = streamOf(pieces, { request_id: requestId, operation: declaration.id });
    return { status: reply.status, headers: { "Content-Type": mediaType, ...headers }, text: stream };
  }
  const text = reply.body instanceof JsonText ? reply.body.text : JSON.stringify(reply.body);
  return { status: reply.status, headers: { "Content-Type": "application/json", ...headers }, text };
}

/** The circle around every request: its id, the one catch-all, and one line in the log. */
export function answer(declaration: Documented, work: Work): Handler {
  async function finish(request: Request, params: Record<string, string>): Promise<Finished> {
    const startedAt = performance.now();
    const requestId = newRequestId();
    const facts: Record<string, string> = {};
    const carried: Carried = {};
    const tell: Tell = {
      log: (more) => Object.assign(facts, more),
      carry: (more) => Object.assign(carried, more),
    };
    let finished: Finished;
    try {
      const result = await work(request, params, tell);
      finished = successAnswer(result, declaration, requestId, carried);
    } catch (error) {
      finished = problemAnswer(error, requestId, carried);
      if (error instanceof DomainError) facts.code = error.code;
      else log().error({ request_id: requestId, operation: declaration.id, err: error }, "unexpected error");
    }
    const ms = Math.round((performance.now() - startedAt) * 10) / 10;
    log().info({ request_id: requestId, operation: declaration.id, status: finished.status, ms, ...facts }, "request");
    return request.method === "HEAD" && finished.text instanceof ReadableStream
      ? { ...finished, text: null }
      : finished;
  }
  const handle = async (request: Request, context: { params: Promise<Record<string, string>> }) =>
    toResponse(await finish(request, await context.params));
  return Object.assign(handle, { declaration, finish });
}

/** The refusal of a request that no handler sees, such as an unknown path; `headers` are added (a 405's `Allow`). */
export function refuse(code: keyof typeof problems, headers?: Record<string, string>): Response {
  const requestId = newRequestId();
  log().info({ request_id: requestId, status: problems[code].status, code }, "refused");
  return problemResponse(new DomainError(code), requestId, headers);
}

/** The answer to OPTIONS: which methods the path knows (RFC 9110 §9.3.7). */
export function optionsResponse(headers: { Allow: string }): Response {
  return new Response(null, { status: 204, headers: { ...answerHeaders(newRequestId()), ...headers } });
}
