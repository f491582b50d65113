import { type Chunk, readChunk } from "@/db/keyset";
import type { Tx } from "@/db/scope";
import { type Again, chunksFrom, jsonPieces } from "@/db/whole-list";
import type { Actor } from "@/domain/access/actor";
import { audit } from "@/domain/audit-log/audit";
import { TextStream } from "@/lib/json-text";
import { memberList } from "./list-members";
import { membersCsv } from "./present";
import type { Member, MemberExportQuery } from "./schema";

/** The number of members read and held in memory at a time. */
export const CHUNK = 500;

/**
 * All members that match the query, as a document that is read from the database while it is sent. Each piece has its own
 * transaction (`again`), so a slow reader holds no connection (docs/decisions/012), and a caller whose access ends gets no
 * further piece. The audit log has the export, complete or not. Throws org_unit_not_found.
 */
export async function exportMembers(
  tx: Tx,
  actor: Actor,
  query: MemberExportQuery,
  again: Again,
): Promise<TextStream<Member[]>> {
  const { format = "csv", ...filters } = query;
  const request = { ...memberList(actor, filters), limit: CHUNK };
  const readIn = (piece: Tx, cursor?: string) => readChunk<Member>(piece, { ...request, cursor });
  const first = await readIn(tx); // before the answer starts, so that a refusal can still be sent
  audit(tx, "export.members", { id: "members" });
  const rest = chunksFrom(first.next, (cursor) => again((piece) => readIn(piece, cursor)));
  return format === "csv"
    ? new TextStream("text/csv; charset=utf-8; header=present", csv(first, rest))
    : new TextStream("application/json", jsonPieces(first.items, rest));
}

async function* csv(first: Chunk<Member>, rest: AsyncGenerator<Chunk<Member>>): AsyncGenerator<string> {
  yield membersCsv(first.items.parse(), true);
  for await (const { items } of rest) yield membersCsv(items.parse(), false);
}
