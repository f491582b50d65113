import http, { type IncomingMessage, type Server, type ServerResponse } from "node:http";
import net from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { ConfigError } from "@/lib/env";
import { newRequestId } from "@/lib/http/answer";

const DRAIN_SECONDS = 7;

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

type Fault = { status: number; code: string; title: string };

/** The faults that node finds before there is a request; anything else it finds is a 400. */
const FAULTS: Record<string, Fault> = {
  ERR_HTTP_REQUEST_TIMEOUT: { status: 408, code: "request_timeout", title: "The request took too long to arrive." },
  HPE_HEADER_OVERFLOW: { status: 431, code: "headers_too_large", title: "The request's headers are too large." },
};
const MALFORMED: Fault = { status: 400, code: "malformed_request", title: "This is not a readable HTTP request." };
const EXPECTATION: Fault = { status: 417, code: "expectation_failed", title: "The only Expect known is 100-continue." };

function problemOf({ status, code, title }: Fault) {
  const id = newRequestId();
  const problem = { type: `urn:leadvibe:problem:${code}`, title, status, detail: title, code, request_id: id };
  const body = JSON.stringify(problem);
  const headers = {
    "Content-Type": "application/problem+json",
    "Content-Length": String(Buffer.byteLength(body)),
    "X-Request-Id": id,
    "Cache-Control": "no-store",
    Connection: "close",
  };
  return { status, headers, body };
}

function refuse(error: NodeJS.ErrnoException, socket: Duplex, answering: WeakSet<Duplex>): void {
  // In the middle of an answer, a second one would be read as part of the first.
  if (!socket.writable || answering.has(socket) || error.code === "ECONNRESET") {
    socket.destroy();
    return;
  }
  const { status, headers, body } = problemOf(FAULTS[error.code ?? ""] ?? MALFORMED);
  const lines = Object.entries(headers).map(([name, value]) => `${name}: ${value}`);
  socket.end(`HTTP/1.1 ${status} ${http.STATUS_CODES[status]}\r\n${lines.join("\r\n")}\r\n\r\n${body}`);
}

function answerFault(response: ServerResponse, fault: Fault): void {
  const { status, headers, body } = problemOf(fault);
  response.writeHead(status, headers).end(body);
}

/** An HTTP server that waits for no client without end, and whose `close` can be waited for. */
export type BoundedServer = {
  server: Server;
  /** Takes no more connections and finishes the requests in flight; after 7 seconds, or fewer if told so, cuts them off. */
  drain(seconds?: number): Promise<void>;
};

/**
 * Makes the server: 10 s for a request's headers, 30 s for all of it, and problem+json for what is no request. Without
 * `upgrades` nothing may listen to that event: only then does node answer a request that offers one (`curl --http2` does).
 */
export function createBoundedServer(listener: Listener, { upgrades }: { upgrades: boolean }): BoundedServer {
  const answering = new WeakSet<Duplex>();
  const upgraded = new Set<Duplex>();
  let draining = false;
  const limits = { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 65_000 };
  const options = { ...limits, connectionsCheckingInterval: 1000, requireHostHeader: false };
  const server = http.createServer(options, (request, response) => {
    const { socket } = request;
    answering.add(socket);
    response.once("close", () => answering.delete(socket));
    if (draining) response.setHeader("Connection", "close");
    // RFC 9112 §3.2; node's own refusal has no body and no request id.
    if (request.headers.host === undefined && request.httpVersion === "1.1") answerFault(response, MALFORMED);
    else listener(request, response);
  });
  server.on("clientError", (error, socket) => refuse(error, socket, answering));
  server.on("checkExpectation", (_request, response) => answerFault(response, EXPECTATION));

  if (upgrades) {
    server.on("upgrade", (_request, socket) => {
      upgraded.add(socket);
      socket.once("close", () => upgraded.delete(socket));
    });
  }

  async function drain(seconds = DRAIN_SECONDS): Promise<void> {
    draining = true;
    const closed = new Promise<void>((resolve) => server.close(() => resolve()));
    for (const socket of upgraded) socket.destroy();
    // A keep-alive connection whose request has just ended is idle only now.
    const sweep = setInterval(() => server.closeIdleConnections(), 25);
    await atMost(Math.min(seconds, DRAIN_SECONDS), closed);
    clearInterval(sweep);
    server.closeAllConnections();
  }
  return { server, drain };
}

/** Listens, and returns once it does. Throws ConfigError when the address cannot be had. */
export function listen(server: net.Server, host: string, port: number): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") {
        reject(new ConfigError(`Port ${port} on ${host} is taken; stop what uses it, or set PORT to another.`));
      } else
        reject(
          new ConfigError(`The server cannot listen on ${host}, port ${port} (${error.code}); set HOST and PORT.`),
        );
    });
    server.listen({ host, port, exclusive: true }, resolve);
  });
}

/** Throws ConfigError when the address cannot be had, before anything else has been started for it. */
export async function assertPortFree(host: string, port: number): Promise<void> {
  const probe = net.createServer();
  await listen(probe, host, port);
  await new Promise((resolve) => probe.close(resolve));
}

/** Waits for work that should end by itself, but no longer than `seconds`. */
export async function atMost(seconds: number, work: Promise<unknown>): Promise<void> {
  await Promise.race([work, sleep(seconds * 1000, undefined, { ref: false })]);
}
