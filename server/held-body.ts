import type { IncomingMessage } from "node:http";

/**
 * Waits until the whole body is in the request's buffer, and leaves it there for the next reader. False if it is larger than
 * `limitBytes`; the rest is then still to come. Never settles if the client leaves first.
 */
export function holdBody(request: IncomingMessage, limitBytes: number): Promise<boolean> {
  if (Number(request.headers["content-length"]) > limitBytes) return Promise.resolve(false);
  const fits = () => request.readableLength <= limitBytes;
  if (request.complete) return Promise.resolve(fits());
  return new Promise((resolve) => {
    // It watches what node pushes: reading the stream would end it, and Next, which reads it later, would wait for ever.
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
