declare const shape: unique symbol;

/** A finished JSON document of shape T, as Postgres made it: Node neither parses nor builds it on its way out. */
export class JsonText<T> {
  declare readonly [shape]: T;
  constructor(readonly text: string) {}

  parse(): T {
    return JSON.parse(this.text) as T;
  }
}

/** A document that is written while it is read, piece by piece, of shape T where it is JSON. */
export class TextStream<T> {
  declare readonly [shape]: T;
  constructor(
    readonly mediaType: string,
    readonly pieces: AsyncGenerator<string>,
  ) {}
}

/** A text as an answer. */
export function plainText(text: string): TextStream<void> {
  async function* pieces() {
    yield text;
  }
  return new TextStream("text/plain; charset=utf-8", pieces());
}
