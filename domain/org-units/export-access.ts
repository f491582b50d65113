import { type Chunk, readChunk } from "@/db/keyset";
import type { Tx } from "@/db/scope";
import { type Again, chunksFrom, jsonPieces } from "@/db/whole-list";
import type { Actor } from "@/domain/access/actor";
import { audit } from "@/domain/audit-log/audit";
import { csvText } from "@/lib/csv-text";
import { TextStream } from "@/lib/json-text";
import { UnitAccess, type UnitAccessExportQuery } from "./access-schema";
import { accessList } from "./list-access";

const CHUNK = 500;
const columns = Object.keys(UnitAccess.shape);

/**
 * Everybody who has access to the OU and matches the query, as a document that is read while it is sent, each piece in a
 * transaction of its own (docs/decisions/012). The audit log has the export, complete or not. Throws org_unit_not_found.
 */
export async function exportAccess(
  tx: Tx,
  actor: Actor,
  unitId: string,
  { format = "csv", ...filters }: UnitAccessExportQuery,
  again: Again,
): Promise<TextStream<UnitAccess[]>> {
  const request = { ...accessList(actor, unitId, filters), limit: CHUNK };
  const readIn = (piece: Tx, cursor?: string) => readChunk<UnitAccess>(piece, { ...request, cursor });
  const first = await readIn(tx); // before the answer starts, so that a refusal can still be sent
  audit(tx, "export.org_unit_access", { id: "access" }, { unitId });
  const rest = chunksFrom(first.next, (cursor) => again((piece) => readIn(piece, cursor)));
  return format === "csv"
    ? new TextStream("text/csv; charset=utf-8; header=present", csv(first, rest))
    : new TextStream("application/json", jsonPieces(first.items, rest));
}

async function* csv(first: Chunk<UnitAccess>, rest: AsyncGenerator<Chunk<UnitAccess>>): AsyncGenerator<string> {
  yield linesOf(first, true);
  for await (const chunk of rest) yield linesOf(chunk, false);
}

const linesOf = ({ items }: Chunk<UnitAccess>, header: boolean) =>
  csvText(
    items.parse().map((one) => ({ ...one, granted_by: one.granted_by?.name ?? "" })),
    columns,
    header,
  );
