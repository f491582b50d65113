import { JsonText, TextStream } from "@/lib/json-text";
import { type Chunk, type ListRequest, readChunk, readPage } from "./keyset";
import type { Tx } from "./scope";

/** In characters: a list up to this size is sent as one document (contract §11), a longer one in pieces of about this size. */
const PIECE = 256_000;
const FIRST_ROWS = 200;
const MOST_ROWS = 2_000;

/** Runs its work in a transaction of its own, in the scope that the caller then has. */
export type Again = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

/** A whole list; its total is null unless it was counted. */
export type WholeList<T> = { items: JsonText<T[]> | TextStream<T[]>; total: number | null };

/**
 * Reads a whole list: up to 256 kB as one document. The rest of a longer one is read while it is sent, so no slow reader
 * holds a connection (docs/decisions/012). Each piece after the first rows takes its turn (`again`), so many long lists don't
 * keep the database busy. It is counted only if its query has a parameter. Throws the refusal of the list's owner.
 */
export async function streamAll<T>(tx: Tx, again: Again, list: ListRequest, query = {}): Promise<WholeList<T>> {
  const isCounted = Object.keys(query).length > 0;
  const first = await readPage<T>(tx, list, { limit: FIRST_ROWS }, { isBulk: true, isCounted });
  const { items: beginning, next: second } = first;
  const total = isCounted ? first.total : null;
  const begun = [beginning.text];
  let [rows, length, next] = [FIRST_ROWS, beginning.text.length, second];
  while (next !== null && length < PIECE) {
    const limit = rowsFor(PIECE - length, length / rows);
    const cursor = next;
    const chunk = await again((piece) => readChunk<T>(piece, list, { limit, cursor }));
    begun.push(chunk.items.text);
    rows += limit;
    length += chunk.items.text.length;
    next = chunk.next;
  }
  const items = new JsonText<T[]>(joined(begun));
  if (next === null) return { items, total };
  const limit = rowsFor(PIECE, length / rows);
  const rest = chunksFrom<T>(next, (cursor) => again((piece) => readChunk<T>(piece, list, { limit, cursor })));
  return { items: new TextStream("application/json", jsonPieces(items, rest)), total };
}

/** The rows of an export that are read, and held in memory, at a time. */
export const EXPORTED_AT_ONCE = 500;

/**
 * A whole list as a document that is read while it is sent, each piece in a transaction of its own (`again`), so a slow reader
 * holds no connection (docs/decisions/012), and a caller whose access ends gets no further piece. `csvOf` writes rows as CSV.
 * Throws the refusal of the list's owner.
 */
export async function exportAll<T>(
  tx: Tx,
  again: Again,
  list: ListRequest,
  format: "csv" | "json",
  csvOf: (rows: T[], header: boolean) => string,
): Promise<TextStream<T[]>> {
  const limit = EXPORTED_AT_ONCE;
  const first = await readChunk<T>(tx, list, { limit }); // before the answer starts, so that a refusal can still be sent
  const rest = chunksFrom(first.next, (cursor) => again((piece) => readChunk<T>(piece, list, { limit, cursor })));
  if (format === "json") return new TextStream("application/json", jsonPieces(first.items, rest));
  return new TextStream("text/csv; charset=utf-8; header=present", csvPieces(first, rest, csvOf));
}

async function* csvPieces<T>(
  first: Chunk<T>,
  rest: AsyncGenerator<Chunk<T>>,
  csvOf: (rows: T[], header: boolean) => string,
): AsyncGenerator<string> {
  yield csvOf(first.items.parse(), true);
  for await (const { items } of rest) yield csvOf(items.parse(), false);
}

/**
 * How many rows of such a length have at least that length together, rounded up to one of 40 numbers: each number makes a statement
 * of its own, which each connection plans once and keeps (280 kB for members).
 */
export function rowsFor(length: number, lengthOfRow: number): number {
  const rows = Math.ceil(length / lengthOfRow);
  const step = 2 ** Math.max(0, Math.floor(Math.log2(rows)) - 2);
  return Math.min(MOST_ROWS, Math.ceil(rows / step) * step);
}

const joined = (arrays: readonly string[]) =>
  `[${arrays
    .map((text) => text.slice(1, -1))
    .filter((items) => items !== "")
    .join()}]`;

/** The chunks from a cursor on, each read when it is needed. */
async function* chunksFrom<T>(
  cursor: string | null,
  read: (cursor: string) => Promise<Chunk<T>>,
): AsyncGenerator<Chunk<T>> {
  for (let next = cursor; next !== null; ) {
    const chunk = await read(next);
    yield chunk;
    next = chunk.next;
  }
}

/** One JSON array of the first items and the chunks after them. */
async function* jsonPieces<T>(first: JsonText<T[]>, rest: AsyncGenerator<Chunk<T>>): AsyncGenerator<string> {
  // Only the last chunk can be empty, and none follows an empty first one, so there is never a stray comma.
  yield first.text.slice(0, -1);
  for await (const { items } of rest) if (items.text !== "[]") yield `,${items.text.slice(1, -1)}`;
  yield "]";
}
