import http, { type IncomingMessage, type Server, type ServerResponse } from "node:http";
import net, { type Socket } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { ConfigError } from "@/lib/env";
import { answerFault, faults, refuseUnreadable } from "./http-fault";
import { oneAtATime } from "./one-at-a-time";
import { giveUpUnread } from "./unread-answer";
import { dropSlowly } from "./unwanted-body";

const DRAIN_SECONDS = 7;
const UNREAD_SECONDS = 30;

// RFC 9110 §7.2: a name, an IPv4 address or an IPv6 one in brackets, and perhaps a port.
const HOST = /^(\[[\da-f:.]+\]|[\w.~!$&'()*+,;=%-]*)(:\d*)?$/i;

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** An HTTP server that waits for no client without end, and whose `close` can be waited for. */
export type BoundedServer = {
  server: Server;
  /** Takes no more connections and finishes the requests in flight; after 7 seconds, or fewer if told so, cuts them off. */
  drain(seconds?: number): Promise<void>;
};

/** One Host, which HTTP/1.0 may leave out (RFC 9112 §3.2). */
function hasReadableHost({ rawHeaders, headers, httpVersion }: IncomingMessage): boolean {
  if (headers.host === undefined) return httpVersion !== "1.1";
  const isHost = (name: string, place: number) => place % 2 === 0 && name.length === 4 && name.toLowerCase() === "host";
  return HOST.test(headers.host) && rawHeaders.filter(isHost).length === 1;
}

type Options = {
  upgrades: boolean;
  /** After how many seconds an answer is given up that the client does not read. */
  unreadSeconds?: number;
  /** Whether memory is too short for another request. */
  isFull?: () => boolean;
};

/**
 * Makes the server: 10 s for a request's headers, 30 s for all of it, 30 s for an answer that nobody reads, one request at a
 * time for each connection, and problem+json for what is not a request. Without `upgrades` nothing may listen to that event:
 * only then does node answer a request that offers one (`curl --http2` does).
 */
export function createBoundedServer(listener: Listener, options: Options): BoundedServer {
  const { upgrades, unreadSeconds = UNREAD_SECONDS, isFull = () => false } = options;
  const { inTurn, isAnswering } = oneAtATime();
  const upgraded = new Set<Duplex>();
  let draining = false;

  const bounded = (work: Listener) =>
    inTurn((request, response) => {
      giveUpUnread(request.socket, response, unreadSeconds);
      response.once("finish", () => dropSlowly(request));
      if (draining) response.setHeader("Connection", "close");
      work(request, response);
    });

  const limits = { headersTimeout: 10_000, requestTimeout: 30_000, keepAliveTimeout: 65_000 };
  const server = http.createServer(
    { ...limits, connectionsCheckingInterval: 1000, requireHostHeader: false },
    bounded((request, response) => {
      if (!hasReadableHost(request)) answerFault(response, faults.malformed);
      else if (isFull()) answerFault(response, faults.memory);
      else listener(request, response);
    }),
  );
  server.on(
    "checkExpectation",
    bounded((_request, response) => answerFault(response, faults.expectation)),
  );
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    // In the middle of an answer, a second one would be read as part of the first.
    if (!socket.writable || isAnswering(socket) || error.code === "ECONNRESET") socket.destroy();
    else refuseUnreadable(error, socket);
  });

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
