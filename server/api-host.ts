import type { IncomingMessage, ServerResponse } from "node:http";
import { getRequestListener } from "@hono/node-server";
import { RESPONSE_ALREADY_SENT } from "@hono/node-server/utils/response";
import { apiRoutes } from "@/app/(api)/routes.gen";
import { type Handler, optionsResponse, refuse } from "@/lib/http/answer";
import { isApiPath, matchApiPath } from "@/lib/http/api-match";
import { type Finished, toResponse } from "@/lib/http/finished";
import { pathOf } from "./request-path";

type Methods = Partial<Record<string, Handler>>;

function write(outgoing: ServerResponse, finished: Finished): Response {
  const { status, headers, text } = finished;
  if (text instanceof ReadableStream) return toResponse(finished);
  if (text === null) outgoing.writeHead(status, headers).end();
  else outgoing.writeHead(status, { ...headers, "Content-Length": Buffer.byteLength(text) }).end(text);
  return RESPONSE_ALREADY_SENT;
}

async function respond(request: Request, { method = "GET", url = "/" }: IncomingMessage, outgoing: ServerResponse) {
  const match = matchApiPath(method, pathOf(url));
  if (match.kind === "refused") return refuse(match.code, match.headers);
  if (match.kind === "options") return optionsResponse(match.headers);
  const handlers: Methods = apiRoutes[match.pattern];
  const handler = handlers[method === "HEAD" ? "GET" : method];
  if (!handler) return refuse("method_not_allowed");
  return write(outgoing, await handler.finish(request, match.params));
}

/** Whether a request target is not a path, such as `*`: Next would answer it with a 500. */
const isBeyondNext = (url: string): boolean => !url.startsWith("/") && !URL.canParse(url);

/**
 * Serves the API without Next, with the handlers that the route files export. Returns a function that answers a request and
 * returns true if its path is the API's or not a path at all; it leaves all others alone.
 */
export function createApiListener(): (incoming: IncomingMessage, outgoing: ServerResponse) => boolean {
  const listener = getRequestListener(
    (request, { incoming, outgoing }) => respond(request, incoming as IncomingMessage, outgoing as ServerResponse),
    { overrideGlobalObjects: false, hostname: "localhost", errorHandler: () => refuse("malformed_path") },
  );
  return (incoming, outgoing) => {
    const { url = "/" } = incoming;
    if (!isApiPath(pathOf(url)) && !isBeyondNext(url)) return false;
    void listener(incoming, outgoing);
    return true;
  };
}
