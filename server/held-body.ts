import type { IncomingMessage } from "node:http";

/**
 * Waits for the whole body and puts it back into the request, to be read by another. False when it is larger than
 * `limitBytes`; the rest is then still to be read. Never settles when the client leaves before.
 */
export function holdBody(request: IncomingMessage, limitBytes: number): Promise<boolean> {
  const length = Number(request.headers["content-length"] ?? 0);
  if (length > limitBytes) return Promise.resolve(false);
  if (length === 0 && request.headers["transfer-encoding"] === undefined) return Promise.resolve(true);
  return new Promise((resolve) => {
    const chunks: Buffer[] = [];
    let held = 0;
    let settled = false;
    const read = () => {
      // Not by `read()` until it gives null: that would end the stream before the body is back in it.
      while (request.readableLength > 0) {
        const chunk: Buffer = request.read();
        chunks.push(chunk);
        held += chunk.length;
      }
      const isTooLarge = held > limitBytes;
      if (!isTooLarge && !request.complete) return;
      request.off("readable", read);
      settled = true;
      if (!isTooLarge && held > 0) request.unshift(Buffer.concat(chunks));
      resolve(!isTooLarge);
    };
    read(); // one that waited its turn is here already, and to listen for an empty one's bytes would end it
    if (!settled) request.on("readable", read);
  });
}
