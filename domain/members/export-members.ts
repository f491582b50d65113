import type { Tx } from "@/db/scope";
import { type Again, exportAll } from "@/db/whole-list";
import type { Actor } from "@/domain/access/actor";
import { audit } from "@/domain/audit-log/audit";
import type { TextStream } from "@/lib/json-text";
import { memberList } from "./list-members";
import { membersCsv } from "./present";
import type { Member, MemberExportQuery } from "./schema";

/**
 * All members that match the query, as a document that is read while it is sent. The audit log has the export, complete or
 * not. Throws org_unit_not_found.
 */
export async function exportMembers(
  tx: Tx,
  actor: Actor,
  { format = "csv", ...filters }: MemberExportQuery,
  again: Again,
): Promise<TextStream<Member[]>> {
  const document = await exportAll<Member>(tx, again, memberList(actor, filters), format, membersCsv);
  audit(tx, "export.members", { id: "members" });
  return document;
}
