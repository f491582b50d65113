import http, { type IncomingMessage, type Server, type ServerResponse } from "node:http";
import type net from "node:net";
import type { Socket } from "node:net";
import type { Duplex } from "node:stream";
import { setTimeout as sleep } from "node:timers/promises";
import { ConfigError } from "@/lib/env";
import { createAcceptors } from "./acceptors";
import { answerFault, faults, refuseOverload, refuseUnreadable } from "./http-fault";
import { createIntake } from "./intake";
import { oneAtATime } from "./one-at-a-time";
import { giveUpUnread } from "./unread-answer";
import { dropSlowly } from "./unwanted-body";

const LIMITS = {
  headersTimeout: 10_000,
  requestTimeout: 30_000,
  keepAliveTimeout: 65_000,
  connectionsCheckingInterval: 1_000,
};
// As many as Linux allows by default. A client beyond them would try again after a second.
const NOT_YET_ACCEPTED = 4_096;
const DRAIN_SECONDS = 7;
const UNREAD_SECONDS = 30;
const LINGER_SECONDS = 5;

// RFC 9110 §7.2: a name, an IPv4 address, or an IPv6 address in brackets, with an optional port.
const HOST = /^(\[[\da-f:.]+\]|[\w.~!$&'()*+,;=%-]*)(:\d*)?$/i;

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/** An HTTP server that waits for no client forever and can be shut down gracefully. */
export type BoundedServer = {
  server: Server;
  /** Takes no more connections and finishes the requests in flight; cuts them off after `seconds`, at most 7. */
  drain(seconds?: number): Promise<void>;
};

/** Whether there is exactly one valid Host, which HTTP/1.0 may omit (RFC 9112 §3.2). */
function hasReadableHost({ rawHeaders, headers, httpVersion }: IncomingMessage): boolean {
  if (headers.host === undefined) return httpVersion !== "1.1";
  const isHost = (name: string, index: number) => index % 2 === 0 && name.length === 4 && name.toLowerCase() === "host";
  return HOST.test(headers.host) && rawHeaders.filter(isHost).length === 1;
}

type Options = {
  upgrades: boolean;
  /** Limits in milliseconds that differ from the usual ones. */
  limits?: Partial<typeof LIMITS>;
  /** After how many seconds an answer that the client does not read is given up. */
  unreadSeconds?: number;
  /** For how many seconds a client may still send after its message was refused. */
  lingerSeconds?: number;
  /** Whose a request is, for fair shares of an overload; by default nobody's. */
  shareOf?: (request: IncomingMessage) => string;
  /** Limits of the intake that differ from the usual ones. */
  intake?: Parameters<typeof createIntake>[0];
  /** Whether new connections may be accepted by several handles (server/acceptors.ts). */
  acceptsTogether?: boolean;
  /** Whether memory is too low for another request. */
  isFull?: () => boolean;
};

/**
 * Creates the server: 10 s for a request's headers, 30 s for all of it, 30 s for an answer that nobody reads, one request at
 * a time per connection, 503 for what is too much at once, and problem+json for messages that are not HTTP. Without
 * `upgrades`, nothing may listen to that event: only then does node answer a request that offers an upgrade, as
 * `curl --http2` does.
 */
export function createBoundedServer(listener: Listener, options: Options): BoundedServer {
  const { upgrades, unreadSeconds = UNREAD_SECONDS, lingerSeconds = LINGER_SECONDS } = options;
  const { limits, isFull = () => false, shareOf = () => "" } = options;
  const { inTurn, isMidExchange } = oneAtATime();
  const take = createIntake(options.intake);
  const upgraded = new Set<Duplex>();
  let draining = false;

  const bounded = (work: Listener) =>
    inTurn((request, response) => {
      giveUpUnread(request.socket, response, unreadSeconds);
      dropSlowly(request, response);
      if (draining) response.setHeader("Connection", "close");
      work(request, response);
    });

  const server = http.createServer(
    { ...LIMITS, ...limits, requireHostHeader: false },
    bounded((request, response) => {
      const work = () => {
        if (!hasReadableHost(request)) answerFault(response, faults.malformed);
        else if (isFull()) answerFault(response, faults.memory);
        else listener(request, response);
      };
      take({ response, shareOf: () => shareOf(request), work, refuse: () => refuseOverload(response) });
    }),
  );
  server.on(
    "checkExpectation",
    bounded((_request, response) => answerFault(response, faults.expectation)),
  );
  server.on("clientError", (error: NodeJS.ErrnoException, socket: Socket) => {
    // In the middle of an exchange, the client would take this for part of its answer, or for the answer to its next request.
    if (!socket.writable || isMidExchange(socket) || error.code === "ECONNRESET") socket.destroy();
    else refuseUnreadable(error, socket, lingerSeconds);
  });

  const acceptors = createAcceptors(server);
  if (options.acceptsTogether) server.once("listening", () => void acceptors.open());
  if (upgrades) {
    server.on("upgrade", (_request, socket) => {
      upgraded.add(socket);
      socket.once("close", () => upgraded.delete(socket));
    });
  }

  async function drain(seconds = DRAIN_SECONDS): Promise<void> {
    draining = true;
    const closed = Promise.all([new Promise((resolve) => server.close(resolve)), acceptors.close()]);
    for (const socket of upgraded) socket.destroy();
    // Closes keep-alive connections whose last request ended only just now.
    const sweep = setInterval(() => server.closeIdleConnections(), 25);
    await atMost(Math.min(seconds, DRAIN_SECONDS), closed);
    clearInterval(sweep);
    server.closeAllConnections();
  }
  return { server, drain };
}

/** Resolves once the server listens. Throws ConfigError, naming the variable of the port, if the address cannot be used. */
export function listen(server: net.Server, host: string, port: number, variable = "PORT"): Promise<void> {
  return new Promise((resolve, reject) => {
    server.once("error", (error: NodeJS.ErrnoException) => {
      if (error.code === "EADDRINUSE") {
        reject(new ConfigError(`Port ${port} on ${host} is taken; stop what uses it, or set ${variable} to another.`));
      } else
        reject(
          new ConfigError(
            `The server cannot listen on ${host}, port ${port} (${error.code}); set ${variable.replace("PORT", "HOST")} and ${variable}.`,
          ),
        );
    });
    server.listen({ host, port, exclusive: true, backlog: NOT_YET_ACCEPTED }, resolve);
  });
}

/** Waits for work that ends by itself, but no longer than `seconds`. */
export async function atMost(seconds: number, work: Promise<unknown>): Promise<void> {
  await Promise.race([work, sleep(seconds * 1000, undefined, { ref: false })]);
}
