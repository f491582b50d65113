import type { IncomingMessage, ServerResponse } from "node:http";
import type { Socket } from "node:net";

/** How many requests may be read ahead on one connection; a client that sends more without reading is disconnected. */
const READ_AHEAD = 100;

type Listener = (request: IncomingMessage, response: ServerResponse) => void;

/**
 * Node parses and emits pipelined requests as fast as they come. A listener wrapped by `inTurn` gets a connection's next
 * request only when the previous answer has been sent (RFC 9112 §9.3.2); until then nothing more is read from it.
 */
export function oneAtATime() {
  // An entry means that an answer is pending; the list holds the requests that wait for it.
  const waiting = new WeakMap<Socket, (() => void)[]>();
  // The last request that began to arrive; its body may still be arriving after its answer.
  const latest = new WeakMap<Socket, IncomingMessage>();

  function nextOf(socket: Socket): void {
    const queue = waiting.get(socket) ?? [];
    const next = socket.writable ? queue.shift() : undefined; // not after the connection's last answer
    if (!next) waiting.delete(socket);
    else if (queue.length === 0) socket.resume();
    next?.();
  }

  function inTurn(work: Listener): Listener {
    return (request, response) => {
      const { socket } = request;
      latest.set(socket, request);
      const queue = waiting.get(socket);
      const begin = () => {
        response.once("close", () => nextOf(socket));
        work(request, response);
      };
      if (!queue) {
        waiting.set(socket, []);
        begin();
      } else if (queue.length < READ_AHEAD) {
        queue.push(begin);
        socket.pause();
      } else socket.destroy();
    };
  }

  /** Whether an answer is pending, or the rest of an answered request is still arriving. */
  const isMidExchange = (socket: Socket) => waiting.has(socket) || latest.get(socket)?.complete === false;

  return { inTurn, isMidExchange };
}
