import type { IncomingMessage } from "node:http";
import { setImmediate as nextPhase } from "node:timers/promises";
import { discardTurn } from "@/lib/http/discard-turn";

const isOver = ({ complete, socket }: IncomingMessage) => complete || socket.destroyed;

/** Slows down a body that keeps arriving after its answer, because Node discards it as fast as it is sent. */
export async function dropSlowly(request: IncomingMessage): Promise<void> {
  while (!isOver(request)) {
    await nextPhase(); // a stream that has been resumed begins to read only in the next tick
    if (isOver(request)) return;
    request.socket.pause();
    await discardTurn();
    request.socket.resume();
  }
}
