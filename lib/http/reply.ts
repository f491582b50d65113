import { JsonText } from "@/lib/json-text";

/** An answer with more than a body: a status, if several are declared, and headers. */
export class Reply<T> {
  constructor(
    readonly status: number,
    readonly body: T,
    readonly headers: Record<string, string> = {},
  ) {}
}

/** What an operation returned as a reply: a body alone has the first declared status. */
export const replyOf = (result: unknown, responses: object): Reply<unknown> =>
  result instanceof Reply ? result : new Reply(Number(Object.keys(responses)[0]), result);

/** A reply's body as JSON; null if it has none. */
export function textOf(body: unknown): string | null {
  if (body === undefined || body === null) return null;
  return body instanceof JsonText ? body.text : JSON.stringify(body);
}
