import type { Tx } from "@/db/scope";
import { type Again, exportAll } from "@/db/whole-list";
import type { Actor } from "@/domain/access/actor";
import { audit } from "@/domain/audit-log/audit";
import { csvText } from "@/lib/csv-text";
import type { TextStream } from "@/lib/json-text";
import { columnIds, listColumns, rowList } from "./matrix-lists";
import type { MatrixColumn, MatrixExportQuery, MatrixRow } from "./schema";

/**
 * Every row that matches with its roles in every column that matches, as a document that is read while it is sent. The audit
 * log has the export, complete or not.
 */
export async function exportMatrix(
  tx: Tx,
  actor: Actor,
  { format = "csv", ...filters }: MatrixExportQuery,
  again: Again,
): Promise<TextStream<MatrixRow[]>> {
  const columns = (await listColumns(tx, actor, filters)).parse();
  const csvOf = (rows: MatrixRow[], header: boolean) => matrixCsv(rows, columns, header);
  const list = rowList(actor, filters, columnIds(actor, filters));
  const document = await exportAll<MatrixRow>(tx, again, list, format, csvOf);
  audit(tx, "export.access_matrix", { id: "access_matrix" });
  return document;
}

const memberColumns = ["org_member_id", "first_name", "last_name", "email", "status", "org_role"];

/** A line for each member and a column for each OU: the role there, "until" its end if it has one. */
function matrixCsv(rows: readonly MatrixRow[], units: readonly MatrixColumn[], header: boolean): string {
  const records = rows.map(({ access, role, ...member }) => ({
    ...member,
    org_role: role,
    ...Object.fromEntries(role === "admin" ? units.map(({ unit_id: id }) => [id, role]) : access.map(cellOf)),
  }));
  const unitColumns = units.map(({ unit_id: key, name }) => ({ key, header: name }));
  return csvText(records, [...memberColumns, ...unitColumns], header);
}

const cellOf = ({ unit_id: id, role, expires_at: end }: MatrixRow["access"][number]) => [
  id,
  end ? `${role} until ${end}` : role,
];
