import { sql } from "drizzle-orm";
import { auditEntries } from "@/db/schema/audit-entries";
import { auditTrees } from "@/db/schema/audit-trees";
import type { Tx } from "@/db/scope";
import type { Again } from "@/db/whole-list";
import type { Actor } from "@/domain/access/actor";
import { readCheckpoint } from "@/lib/checkpoint";
import { TextStream } from "@/lib/json-text";
import { inclusionStretches, nodesOf, proofOf } from "@/lib/merkle-proof";
import { audit } from "./audit";
import { auditCsv } from "./csv";
import { whereOf } from "./filters";
import { readSealed, sealedEntryJson } from "./read-sealed";
import type { AuditExportQuery, AuditFilters } from "./schema";
import type { SealedEntry } from "./sealed-entry";
import { readNodes } from "./tree-nodes";

/** The entries that are read, and held in memory, at a time. */
export const CHUNK = 500;

type Line = SealedEntry & { proof?: string[] };
type Chunks = AsyncGenerator<Line[]>;

/** All sealed entries, oldest first. */
async function* wholeLog(again: Again, { orgId }: Actor, size: number): Chunks {
  for (let from = 0; from < size; from += CHUNK) {
    yield await again((tx) => readSealed(tx, orgId, from, Math.min(from + CHUNK, size)));
  }
}

type Found = { json: string; last: string | null };

const findIn = (tx: Tx, actor: Actor, filters: AuditFilters, size: number, after: string) =>
  tx.execute<Found>(sql`
    with found as materialized (select ${auditEntries.entryId}, ${auditEntries.content} from ${auditEntries}
      where ${whereOf(actor, filters)} and ${auditEntries.entryId} > ${after}
      order by ${auditEntries.entryId} limit ${sql.raw(String(CHUNK))})
    select (select max(entry_id) from found) as last, (select coalesce(json_agg(${sealedEntryJson} order by e.entry_id), '[]')::text
      from found e join audit_nodes n on n.org_id = ${actor.orgId} and n.entry_id = e.entry_id and n.index < ${size}) as json`);

/** Those of the tree of this size that match the filters, oldest first, each with the proof that it is in the tree. */
async function* filteredLog(again: Again, actor: Actor, filters: AuditFilters, size: number): Chunks {
  for (let after: string | null = ""; after !== null; ) {
    const from = after;
    const [found] = (await again((tx) => findIn(tx, actor, filters, size, from))) as Found[];
    const entries = JSON.parse(found?.json ?? "[]") as SealedEntry[];
    const positions = entries.flatMap(({ index }) => nodesOf(inclusionStretches(index, size)));
    const nodeAt = await again((tx) => readNodes(tx, actor.orgId, positions));
    const proofs = entries.map(({ index }) => proofOf(inclusionStretches(index, size), nodeAt));
    yield entries.map((entry, n) => ({ ...entry, proof: (proofs[n] ?? []).map((hash) => hash.toString("hex")) }));
    after = found?.last ?? null;
  }
}

// An entry whose text was pruned has only its hash.
function lineOf({ index, hash, entry, values, proof }: Line): string {
  return `${JSON.stringify(entry === null ? { index, hash } : { index, hash, entry, values, proof })}\n`;
}

async function* jsonLines(chunks: Chunks, heading: object[]): AsyncGenerator<string> {
  yield heading.map((line) => `${JSON.stringify(line)}\n`).join("");
  for await (const lines of chunks) yield lines.map(lineOf).join("");
}

async function* csvLines(chunks: Chunks): AsyncGenerator<string> {
  yield auditCsv([], true);
  for await (const lines of chunks) yield auditCsv(lines, false);
}

/**
 * The sealed entries of the organization's audit log, as a document that is read while it is sent, each piece in a transaction of
 * its own (docs/decisions/012): all of them as the tree has them, or those that match the filters, proven by the newest
 * checkpoint, which comes first. The export is an entry itself.
 */
export async function exportAuditLog(
  tx: Tx,
  actor: Actor,
  { format = "jsonl", ...filters }: AuditExportQuery,
  again: Again,
): Promise<TextStream<void>> {
  const [tree] = await tx.select().from(auditTrees).where(sql`${auditTrees.orgId} = ${actor.orgId}`);
  audit(tx, "export.audit_log", { id: "audit_log" });
  const isFiltered = Object.values(filters).some((filter) => filter !== undefined && filter !== "");
  const checkpoint = isFiltered ? (tree?.checkpoint ?? undefined) : undefined;
  const chunks = isFiltered
    ? filteredLog(again, actor, filters, readCheckpoint(checkpoint ?? "")?.size ?? 0)
    : wholeLog(again, actor, tree?.size ?? 0);
  if (format === "csv") return new TextStream("text/csv; charset=utf-8; header=present", csvLines(chunks));
  return new TextStream("application/jsonl; charset=utf-8", jsonLines(chunks, checkpoint ? [{ checkpoint }] : []));
}
