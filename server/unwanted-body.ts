import type { IncomingMessage, ServerResponse } from "node:http";
import { discardTurn } from "@/lib/http/discard-turn";

/**
 * Slows down a body that keeps arriving after its answer: Node would discard it as fast as it is sent. Comes before Node's own
 * listener, which leaves a body alone that somebody has begun to read.
 */
export function dropSlowly(request: IncomingMessage, response: ServerResponse): void {
  response.prependOnceListener("finish", () => {
    if (request.complete) return;
    request.read();
    request.on("data", () => {
      request.pause();
      void discardTurn().then(() => request.resume());
    });
  });
}
