import type { IncomingMessage } from "node:http";

/**
 * Waits until the whole body is in the request's buffer, and leaves it there for the next reader. Returns false, before the
 * rest has arrived, if it is larger than `limitBytes`. Never settles if the client disconnects first.
 */
export function holdBody(request: IncomingMessage, limitBytes: number): Promise<boolean> {
  if (Number(request.headers["content-length"]) > limitBytes) return Promise.resolve(false);
  const fits = () => request.readableLength <= limitBytes;
  if (request.complete || !fits()) return Promise.resolve(fits());
  return new Promise((resolve) => {
    // It watches node's pushes: reading the stream would end it, and Next, which reads it later, would wait forever.
    const push = request.push;
    request.push = (chunk, encoding) => {
      const hasRoom = push.call(request, chunk, encoding);
      if (chunk !== null && fits()) return true;
      request.push = push;
      resolve(fits());
      return hasRoom;
    };
    request.socket.resume(); // node stopped reading if more than its own 16 kB had come before
  });
}
