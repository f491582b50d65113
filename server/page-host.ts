import type { IncomingMessage, ServerResponse } from "node:http";
import { finished } from "node:stream/promises";
import { optionsResponse, refuse } from "@/lib/http/answer";
import { matchPage } from "@/lib/http/page-match";
import { log } from "@/lib/log";
import { requests, statusClass } from "@/lib/metrics";
import { type Span, traced } from "@/lib/tracing";
import { holdBody } from "./held-body";
import { atMost } from "./http-server";
import { pathOf } from "./request-path";

const BODY_LIMIT_BYTES = 64_000; // contract §11
const LINGER_SECONDS = 5;

type Page = (request: IncomingMessage, response: ServerResponse) => Promise<void>;

async function send(response: ServerResponse, answer: Response): Promise<void> {
  response.writeHead(answer.status, Object.fromEntries(answer.headers)).end(await answer.text());
}

/** Refuses a body and closes the connection, but first lets the client finish sending; otherwise it would miss the answer. */
async function refuseBody(request: IncomingMessage, response: ServerResponse): Promise<void> {
  const answer = refuse("body_too_large");
  const text = await answer.text();
  const headers = { ...Object.fromEntries(answer.headers), Connection: "close", "Content-Length": text.length };
  response.writeHead(answer.status, headers).write(text);
  await atMost(
    LINGER_SECONDS,
    finished(request.resume()).catch(() => {}),
  );
  response.end();
}

async function respond(page: Page, request: IncomingMessage, response: ServerResponse): Promise<void> {
  const { method = "GET", url = "/", headers } = request;
  const match = matchPage(method, pathOf(url), headers["next-action"] !== undefined);
  if (match.kind === "refused") await send(response, refuse(match.code, match.headers));
  else if (match.kind === "options") await send(response, optionsResponse(match.headers));
  else if (await holdBody(request, BODY_LIMIT_BYTES)) await page(request, response);
  else await refuseBody(request, response);
}

/**
 * Guards the pages: refuses requests that no page accepts, and passes others on only once their body has arrived within the
 * limit. Next would buffer ten megabytes for anyone, and answer every method with the page. With `reload` (development),
 * everything goes to Next, which then also serves the API and addresses of its own.
 */
export function createPageListener(
  page: Page,
  { reload }: { reload: boolean },
): (request: IncomingMessage, response: ServerResponse) => void {
  return (request, response) => {
    const startedAt = performance.now();
    response.once("close", () => {
      requests.observe((performance.now() - startedAt) / 1000, "page", statusClass(response.statusCode));
    });
    const work = async (span: Span) => {
      await (reload ? page(request, response) : respond(page, request, response));
      span.note({ "http.response.status_code": response.statusCode });
    };
    const { traceparent: from } = request.headers;
    traced({ name: "page", kind: "server", from: String(from ?? "") }, work).catch((cause: unknown) => {
      log().error({ err: cause }, "a page failed");
      response.destroy();
    });
  };
}
