/**
 * What handlers use of a request. Next gives them a web Request, which is one; the API host gives node's message in this
 * shape, because a Request with its Headers costs more CPU than the rest of a short answer.
 */
export type HttpRequest = {
  readonly method: string;
  /** Absolute, or a path with its query. */
  readonly url: string;
  readonly headers: Pick<Headers, "get" | "has">;
  readonly body: AsyncIterable<Uint8Array> | null;
};
