import type { ServerResponse } from "node:http";
import type { Socket } from "node:net";

const LOOKS = 6;

/**
 * Destroys the connection if the client has read nothing of the answer for `seconds`. An answer that is still being made or
 * that is read slowly may take longer.
 */
export function giveUpUnread(socket: Socket, response: ServerResponse, seconds: number): void {
  const pace = (seconds * 1000) / LOOKS;
  let stalls = 0;
  let stalledAt = 0;
  // Node restarts the timer itself whenever a write makes progress, so it fires only after a whole pace without any.
  socket.setTimeout(pace);
  response.on("timeout", () => {
    const now = performance.now();
    if (now - stalledAt > 1.5 * pace) stalls = 0;
    stalledAt = now;
    stalls = socket.writableLength > 0 ? stalls + 1 : 0;
    if (stalls === LOOKS) socket.destroy();
    else socket.setTimeout(pace);
  });
}
