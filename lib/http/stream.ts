import { log } from "@/lib/log";

/**
 * The pieces as a response's body. The next one is made only when the last has been taken, and none after the client has
 * left. A failure is logged and breaks the connection, because the status has already been sent.
 */
export function streamOf(pieces: AsyncGenerator<string>, facts: Record<string, string>): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  let hasLeft = false;
  return new ReadableStream<Uint8Array>(
    {
      async pull(controller) {
        try {
          const { done, value } = await pieces.next();
          if (hasLeft) return; // while the piece was being made
          if (done) controller.close();
          else controller.enqueue(encoder.encode(value));
        } catch (error) {
          if (hasLeft) return;
          log().error({ ...facts, err: error }, "an answer broke off");
          controller.error(error);
        }
      },
      async cancel() {
        hasLeft = true;
        log().info(facts, "the client left before the end");
        await pieces.return(undefined);
      },
    },
    { highWaterMark: 0 },
  );
}
