import type { Tx } from "@/db/scope";
import { type Again, exportAll } from "@/db/whole-list";
import type { Actor } from "@/domain/access/actor";
import { audit } from "@/domain/audit-log/audit";
import { csvText } from "@/lib/csv-text";
import type { TextStream } from "@/lib/json-text";
import { UnitAccess, type UnitAccessExportQuery } from "./access-schema";
import { accessList } from "./list-access";

const columns = Object.keys(UnitAccess.shape);

/**
 * Everybody who has access to the OU and matches the query, as a document that is read while it is sent. The audit log has
 * the export, complete or not. Throws org_unit_not_found.
 */
export async function exportAccess(
  tx: Tx,
  actor: Actor,
  unitId: string,
  { format = "csv", ...filters }: UnitAccessExportQuery,
  again: Again,
): Promise<TextStream<UnitAccess[]>> {
  const document = await exportAll<UnitAccess>(tx, again, accessList(actor, unitId, filters), format, accessCsv);
  audit(tx, "export.org_unit_access", { id: "access" }, { unitId });
  return document;
}

const accessCsv = (people: UnitAccess[], header: boolean) =>
  csvText(
    people.map((one) => ({ ...one, granted_by: one.granted_by?.name ?? "" })),
    columns,
    header,
  );
