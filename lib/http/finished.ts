/**
 * An answer as plain data, which a host with a socket can write directly: making and reading a Response, whose body is
 * always a stream, costs about 80 µs of CPU.
 */
export type Finished = {
  status: number;
  headers: Record<string, string>;
  /** The whole body, none, or a stream. */
  text: string | null | ReadableStream<Uint8Array>;
};

/** The answer as a Response, for a host such as Next. */
export function toResponse({ status, headers, text }: Finished): Response {
  return new Response(text, { status, headers });
}
