/**
 * An answer as plain data. A host that has a socket writes it as it is: a Response, whose body is a stream even where it
 * is one string, costs some 80 µs of CPU to make and to read.
 */
export type Finished = {
  status: number;
  headers: Record<string, string>;
  /** The whole body, none, or one that is written while it is sent. */
  text: string | null | ReadableStream<Uint8Array>;
};

/** The answer for a host that wants a Response, as Next does. */
export function toResponse({ status, headers, text }: Finished): Response {
  return new Response(text, { status, headers });
}
