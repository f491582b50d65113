import { type Chunk, readChunk } from "@/db/keyset";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/lib/auth/actor";
import { DomainError } from "@/lib/errors";
import { TextStream } from "@/lib/http/reply";
import { memberList } from "./list-members";
import { membersCsv } from "./present";
import type { Member, MemberExportQuery } from "./schema";

/** How many members are read, and held in memory, at a time. */
export const CHUNK = 500;

/**
 * The members that fit the query, all of them, as a document that is read from the database while it is sent. Each piece is
 * a transaction of its own (`again`), so a slow reader holds no connection (docs/decisions/017), and one whose access ends
 * gets no further. Throws org_unit_not_found.
 */
export async function exportMembers(
  tx: Tx,
  actor: Actor,
  query: MemberExportQuery,
  again: Again,
): Promise<TextStream<Member[]>> {
  const { format = "csv", ...filters } = query;
  const request = { ...memberList(actor, filters), limit: CHUNK };
  const readIn = async (piece: Tx, cursor?: string) => {
    const chunk = await readChunk<Member>(piece, { ...request, cursor });
    if (!chunk) throw new DomainError("org_unit_not_found");
    return chunk;
  };
  const read: Read = (cursor) => again((piece) => readIn(piece, cursor));
  const first = await readIn(tx); // before the answer begins, so that a refusal is one
  return format === "csv"
    ? new TextStream("text/csv; charset=utf-8; header=present", csv(first, read))
    : new TextStream("application/json", json(first, read));
}

/** Runs its work in a transaction of its own, in the caller's scope of that moment. */
type Again = <T>(work: (tx: Tx) => Promise<T>) => Promise<T>;

type Read = (cursor: string) => Promise<Chunk<Member>>;

async function* csv(first: Chunk<Member>, read: Read): AsyncGenerator<string> {
  yield membersCsv(first.items.parse(), true);
  for await (const { items } of rest(first, read)) yield membersCsv(items.parse(), false);
}

// An empty list gives `[]`, and only the last piece can be empty, so a comma never stands before nothing.
async function* json(first: Chunk<Member>, read: Read): AsyncGenerator<string> {
  yield first.items.text.slice(0, -1);
  for await (const { items } of rest(first, read)) {
    if (items.text !== "[]") yield `,${items.text.slice(1, -1)}`;
  }
  yield "]";
}

async function* rest({ next }: Chunk<Member>, read: Read): AsyncGenerator<Chunk<Member>> {
  for (let cursor = next; cursor !== null; ) {
    const chunk = await read(cursor);
    yield chunk;
    cursor = chunk.next;
  }
}
