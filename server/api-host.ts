import type { IncomingMessage, ServerResponse } from "node:http";
import { Readable } from "node:stream";
import { pipeline } from "node:stream/promises";
import { apiRoutes } from "@/app/(api)/routes.gen";
import { type Handler, optionsAnswer, refusalAnswer } from "@/lib/http/answer";
import { isApiPath, matchApiPath } from "@/lib/http/api-match";
import { crossOriginHeaders } from "@/lib/http/cors";
import type { Finished } from "@/lib/http/finished";
import type { HttpRequest } from "@/lib/http/http-request";
import { log } from "@/lib/log";
import { pathOf } from "./request-path";

type Methods = Partial<Record<string, Handler>>;

function headersOf({ headers }: IncomingMessage): HttpRequest["headers"] {
  const get = (name: string) => {
    const value = headers[name.toLowerCase()];
    return Array.isArray(value) ? value.join(", ") : (value ?? null);
  };
  return { get, has: (name) => get(name) !== null };
}

function requestOf(incoming: IncomingMessage): HttpRequest {
  const { method = "GET", url = "/" } = incoming;
  return { method, url, headers: headersOf(incoming), body: incoming };
}

/** Whether a request target is not a path, such as `*`: Next would answer it with a 500. */
const isBeyondNext = (url: string): boolean => !url.startsWith("/") && !URL.canParse(url);

async function answerOf(request: HttpRequest): Promise<Finished> {
  const { method, url } = request;
  if (isBeyondNext(url)) return refusalAnswer("malformed_path");
  const match = matchApiPath(method, pathOf(url));
  if (match.kind === "refused") return refusalAnswer(match.code, match.headers);
  if (match.kind === "options") return optionsAnswer(match.headers);
  const handlers: Methods = apiRoutes[match.pattern];
  const handler = handlers[method === "HEAD" ? "GET" : method];
  return handler ? handler.finish(request, match.params) : refusalAnswer("method_not_allowed");
}

async function write(outgoing: ServerResponse, { status, headers, text }: Finished): Promise<void> {
  if (text instanceof ReadableStream) {
    outgoing.writeHead(status, headers);
    // A stream that breaks off takes the connection with it, and a client that leaves ends the stream; both have logged it.
    await pipeline(Readable.fromWeb(text as Parameters<typeof Readable.fromWeb>[0]), outgoing).catch(() => {});
  } else if (text === null) outgoing.writeHead(status, headers).end();
  else {
    headers["Content-Length"] = String(Buffer.byteLength(text));
    outgoing.writeHead(status, headers).end(text);
  }
}

/** Serves what needs no database, `/healthz`; everything else is not ready yet. */
export function createWaitingListener(): (incoming: IncomingMessage, outgoing: ServerResponse) => void {
  const api = createApiListener();
  return (incoming, outgoing) => {
    if (pathOf(incoming.url ?? "/") === "/healthz") api(incoming, outgoing);
    else void write(outgoing, refusalAnswer("not_ready"));
  };
}

/**
 * Serves the API without Next, with the handlers that the route files export. Returns a function that answers a request and
 * returns true if its path is the API's or not a path at all; it leaves all others alone.
 */
export function createApiListener(): (incoming: IncomingMessage, outgoing: ServerResponse) => boolean {
  return (incoming, outgoing) => {
    const { url = "/" } = incoming;
    if (!isApiPath(pathOf(url)) && !isBeyondNext(url)) return false;
    const request = requestOf(incoming);
    answerOf(request)
      .then((finished) => {
        Object.assign(finished.headers, crossOriginHeaders(request));
        return write(outgoing, finished);
      })
      .catch((cause: unknown) => {
        log().error({ err: cause }, "an answer failed");
        outgoing.destroy();
      });
    return true;
  };
}
