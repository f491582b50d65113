import http, { type ServerResponse } from "node:http";
import type { Duplex } from "node:stream";
import { isRefusedTogether } from "@/lib/http/refused-together";
import { newRequestId } from "@/lib/http/request-id";
import { log } from "@/lib/log";
import { gateRefusals, unreadableRequests } from "@/lib/metrics";

type Fault = { status: number; code: string; title: string; headers?: Record<string, string> };

const OVERLOADED = { status: 503, code: "overloaded", title: "The server is busy; try again shortly." };

/** The refusals of messages that never become a request. */
export const faults = {
  malformed: { status: 400, code: "malformed_request", title: "This is not a readable HTTP request." },
  late: { status: 408, code: "request_timeout", title: "The request took too long to arrive." },
  expectation: { status: 417, code: "expectation_failed", title: "The only Expect known is 100-continue." },
  headers: { status: 431, code: "headers_too_large", title: "The request's headers are too large." },
  busy: { ...OVERLOADED, headers: { "Retry-After": "1", Connection: "keep-alive" } },
  memory: { ...OVERLOADED, headers: { "Retry-After": "2" } },
} satisfies Record<string, Fault>;

/** The errors of node's parser that have a refusal of their own; all others are `malformed`. */
const FOUND_BY_NODE: Record<string, Fault> = {
  ERR_HTTP_REQUEST_TIMEOUT: faults.late,
  HPE_HEADER_OVERFLOW: faults.headers,
};

function problemOf({ status, code, title, headers: more = {} }: Fault) {
  unreadableRequests.add(1, code);
  const id = newRequestId();
  const problem = { type: `urn:leadvibe:problem:${code}`, title, status, detail: title, code, request_id: id };
  const body = JSON.stringify(problem);
  const headers = {
    "Content-Type": "application/problem+json",
    "Content-Length": String(Buffer.byteLength(body)),
    "X-Request-Id": id,
    "Cache-Control": "no-store",
    Connection: "close",
    ...more,
  };
  return { status, headers, body };
}

/**
 * Answers a message that node could not parse on the raw connection, and closes it. A client that goes on sending would miss
 * the answer if that were at once, so it has some seconds.
 */
export function refuseUnreadable(error: NodeJS.ErrnoException, socket: Duplex, lingerSeconds: number): void {
  const { status, headers, body } = problemOf(FOUND_BY_NODE[error.code ?? ""] ?? faults.malformed);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end(`HTTP/1.1 ${status} ${http.STATUS_CODES[status]}\r\n${lines.join("\r\n")}\r\n\r\n${body}`);
  const timer = setTimeout(() => socket.destroy(), lingerSeconds * 1000);
  socket.once("close", () => clearTimeout(timer));
}

/** Answers a request with a refusal and closes the connection, unless the fault says that it is kept. */
export function answerFault(response: ServerResponse, fault: Fault): void {
  const { status, headers, body } = problemOf(fault);
  response.writeHead(status, headers).end(body);
}

/** Refuses a request of a crowd that the process does not keep up with. Such lines of the log come together, once a second. */
export function refuseOverload(response: ServerResponse): void {
  const { status, code } = faults.busy;
  gateRefusals.add(1, "requests");
  if (!isRefusedTogether({ status, code })) log().info({ status, code }, "refused");
  answerFault(response, faults.busy);
}
