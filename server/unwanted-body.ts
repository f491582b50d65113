import type { IncomingMessage } from "node:http";

const PACE_MILLISECONDS = 10;

const waiting = new Set<IncomingMessage>();
let turns: NodeJS.Timeout | undefined;

const isOver = ({ complete, socket }: IncomingMessage) => complete || socket.destroyed;

// In a later phase of the event loop, because a stream that has been resumed begins to read only in the next tick.
function pauseSoon(request: IncomingMessage): void {
  setImmediate(() => {
    if (isOver(request)) return;
    request.socket.pause();
    waiting.add(request);
    turns ??= setInterval(takePortion, PACE_MILLISECONDS).unref();
  });
}

function takePortion(): void {
  const [request] = waiting;
  if (request) {
    waiting.delete(request);
    request.socket.resume();
    pauseSoon(request);
  } else {
    clearInterval(turns);
    turns = undefined;
  }
}

/**
 * Slows down a body that keeps arriving after its answer. Node discards it as fast as it is sent, which would keep the event
 * loop busy, so only one such connection is read every 10 ms.
 */
export function dropSlowly(request: IncomingMessage): void {
  if (!isOver(request)) pauseSoon(request);
}
