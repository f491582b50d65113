import { JsonText, TextStream } from "@/lib/http/reply";
import { type Chunk, type ListRequest, readChunk, readPage } from "./keyset";
import type { Tx } from "./scope";

/** Up to here a list is one document (contract §11), and about so large are the pieces of a longer one, in characters. */
const PIECE = 256_000;
const FIRST_ROWS = 200;
const MOST_ROWS = 2_000;

/** Runs its work in a transaction of its own, in the caller's scope of that moment. */
export type Again = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

export type WholeList<T> = { items: JsonText<T[]> | TextStream<T[]>; total: number };

/**
 * All of a list, as one document up to 256 kB. Of a longer one that much is read now, and the rest while it is sent, piece
 * by piece in transactions of their own (`again`): so no reader holds a connection, and none takes one for long
 * (docs/decisions/017). Null where the list's owner is.
 */
export async function readWhole<T>(tx: Tx, again: Again, request: ListRequest): Promise<WholeList<T> | null> {
  const first = await readPage<T>(tx, { ...request, limit: FIRST_ROWS });
  if (!first) return null;
  const { total } = first;
  const begun = [first.items.text];
  let [rows, length, next] = [FIRST_ROWS, first.items.text.length, first.next];
  while (next !== null && length < PIECE) {
    const limit = rowsFor(PIECE - length, length / rows);
    const chunk = await readChunk<T>(tx, { ...request, limit, cursor: next });
    begun.push(chunk?.items.text ?? "[]");
    rows += limit;
    length += chunk?.items.text.length ?? 0;
    next = chunk?.next ?? null;
  }
  const items = new JsonText<T[]>(joined(begun));
  if (next === null) return { items, total };
  const limit = rowsFor(PIECE, length / rows);
  const rest = chunksFrom<T>(next, (cursor) => again((piece) => readChunk<T>(piece, { ...request, limit, cursor })));
  return { items: new TextStream("application/json", jsonPieces(items, rest)), total };
}

const rowsFor = (length: number, lengthOfRow: number) => Math.min(MOST_ROWS, Math.ceil(length / lengthOfRow));

const joined = (arrays: readonly string[]) =>
  `[${arrays
    .map((text) => text.slice(1, -1))
    .filter((items) => items !== "")
    .join()}]`;

/** All of a list as one value, for a page that shows it. Null where the list's owner is. */
export async function readAll<T>(tx: Tx, request: ListRequest): Promise<JsonText<T[]> | null> {
  const page = await readPage<T>(tx, { ...request, limit: undefined });
  return page?.items ?? null;
}

/** The chunks from a cursor on, each read when it is asked for. One that is gone breaks the reading off. */
export async function* chunksFrom<T>(
  cursor: string | null,
  read: (cursor: string) => Promise<Chunk<T> | null>,
): AsyncGenerator<Chunk<T>> {
  for (let next = cursor; next !== null; ) {
    const chunk = await read(next);
    if (!chunk) throw new Error("what the list belongs to is gone");
    yield chunk;
    next = chunk.next;
  }
}

/** One JSON array of the first items and the chunks after them. */
export async function* jsonPieces<T>(first: JsonText<T[]>, rest: AsyncGenerator<Chunk<T>>): AsyncGenerator<string> {
  // Only the last chunk can be empty, and an empty first has none after it: a comma never stands before nothing.
  yield first.text.slice(0, -1);
  for await (const { items } of rest) if (items.text !== "[]") yield `,${items.text.slice(1, -1)}`;
  yield "]";
}
