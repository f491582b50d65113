import { DomainError } from "@/lib/errors";

/** The deepest nesting of a body (contract §11). */
const DEEPEST = 64;
/** The most keys in a body, and how many more for each item of a batch. */
const KEYS = 10_000;
const KEYS_PER_ITEM = 100;
// Bounds the cost: parsing this many array elements takes about 30 ms.
const ELEMENTS = 1_000_000;

const [QUOTE, BACKSLASH, COMMA, COLON] = [0x22, 0x5c, 0x2c, 0x3a];
const [OPEN_ARRAY, CLOSE_ARRAY, OPEN_OBJECT, CLOSE_OBJECT] = [0x5b, 0x5d, 0x7b, 0x7d];

const tooLarge = (detail: string) => new DomainError("body_too_large", detail);
const thousands = (count: number) => count.toLocaleString("en");

/**
 * Counts the parts of a JSON document while its bytes arrive, so that one that would take seconds to parse and validate can
 * be refused before. Does not check the syntax. `largestBatch` is the most items of a batch, which is an array or an array
 * in an object.
 */
export class JsonLimits {
  #inString = false;
  #isEscaped = false;
  #depth = 0;
  #keys = 0;
  #containers = 0;
  #commas = 0;
  #items = 0;
  #itemDepth = 0;
  #taken = 0;
  #cuts: number[] = [];

  constructor(private readonly largestBatch = 0) {}

  /** Takes the next bytes. Throws DomainError `body_too_large` for a document that is too deep or has too many parts. */
  take(chunk: Uint8Array): void {
    for (let at = 0; at < chunk.length; at += 1) {
      const byte = chunk[at] as number;
      if (this.#inString) {
        if (this.#isEscaped) this.#isEscaped = false;
        else if (byte === BACKSLASH) this.#isEscaped = true;
        else if (byte === QUOTE) this.#inString = false;
      } else if (byte === QUOTE) this.#inString = true;
      else if (byte === COMMA) this.#comma(this.#taken + at);
      else if (byte === COLON) this.#keys += 1;
      else if (byte === OPEN_OBJECT || byte === OPEN_ARRAY) this.#open(byte);
      else if (byte === CLOSE_OBJECT || byte === CLOSE_ARRAY) this.#depth -= 1;
    }
    this.#taken += chunk.length;
    this.#check(this.largestBatch);
    if (this.#commas > ELEMENTS) throw tooLarge(`The body has more than ${thousands(ELEMENTS)} elements.`);
  }

  /** Checks the whole document once it has arrived. Throws what `take` throws. */
  end(): void {
    this.#check(Math.min(this.#items, this.largestBatch));
  }

  /** The positions of the commas between items, at most `largestBatch` of them, if the document is an array; else empty. */
  get cuts(): readonly number[] {
    return this.#itemDepth === 1 ? this.#cuts : [];
  }

  #comma(at: number): void {
    this.#commas += 1;
    if (this.#depth === 1 && this.#cuts.length < this.largestBatch) this.#cuts.push(at);
  }

  #open(byte: number): void {
    this.#containers += 1;
    if (this.#depth === 0) this.#itemDepth = byte === OPEN_ARRAY ? 1 : 2;
    else if (this.#depth === this.#itemDepth && byte === OPEN_OBJECT) this.#items += 1;
    this.#depth += 1;
    if (this.#depth > DEEPEST) throw tooLarge(`The body is nested deeper than ${DEEPEST} levels.`);
  }

  #check(items: number): void {
    const most = KEYS + KEYS_PER_ITEM * items;
    if (this.#keys > most) throw tooLarge(`The body has more than ${thousands(most)} keys.`);
    if (this.#containers > most) throw tooLarge(`The body has more than ${thousands(most)} objects and arrays.`);
  }
}
