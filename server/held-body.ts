import type { IncomingMessage } from "node:http";

/**
 * Waits until the whole body is in the request's buffer, and leaves it there for another to read. False when it is larger
 * than `limitBytes`; the rest is then still to come. Never settles when the client leaves before.
 */
export function holdBody(request: IncomingMessage, limitBytes: number): Promise<boolean> {
  if (Number(request.headers["content-length"]) > limitBytes) return Promise.resolve(false);
  const fits = () => request.readableLength <= limitBytes;
  if (request.complete) return Promise.resolve(fits());
  return new Promise((resolve) => {
    // Looked at where node puts it in: whoever reads a stream also ends it, and Next, which comes later, would wait for that.
    const push = request.push;
    request.push = (chunk, encoding) => {
      const hasRoom = push.call(request, chunk, encoding);
      if (chunk !== null && fits()) return true;
      request.push = push;
      resolve(fits());
      return hasRoom;
    };
  });
}
