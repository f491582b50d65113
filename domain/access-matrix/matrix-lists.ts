import { type SQL, sql } from "drizzle-orm";
import { jsonText, jsonTime } from "@/db/json";
import { type ListRequest, listAll, readPage } from "@/db/keyset";
import { members } from "@/db/schema/members";
import { orgUnits } from "@/db/schema/org-units";
import { ouMemberships } from "@/db/schema/ou-memberships";
import { asOrgAdmin, scopeAdminUnitIds } from "@/db/schema/scope";
import type { Tx } from "@/db/scope";
import type { Reader } from "@/domain/access/reader";
import { memberList } from "@/domain/members/list-members";
import { memberFields } from "@/domain/members/present";
import { orgUnitList } from "@/domain/org-units/list-org-units";
import type { MatrixColumn, MatrixFilters, MatrixPageQuery, MatrixRow } from "./schema";

const PAGE = 25;

/** The columns of the matrix: the OUs that the reader administers. */
export function columnList(reader: Reader, { unit_search: search }: MatrixFilters): ListRequest {
  const list = orgUnitList(reader, { search });
  const where = sql`${list.where} and (${asOrgAdmin} or ${orgUnits.unitId} = any(${scopeAdminUnitIds}))`;
  return { ...list, where, item: jsonText({ unit_id: orgUnits.unitId, name: orgUnits.name }) };
}

/** The rows, by name, with the memberships in OUs whose IDs `unitIds` selects. */
export function rowList(
  reader: Reader,
  { unit_search: _columns, ...filters }: MatrixFilters,
  unitIds: SQL,
): ListRequest {
  const list = memberList(reader, { ...filters, sort: "name" });
  return { ...list, item: rowText(unitIds), inBulk: undefined };
}

function rowText(unitIds: SQL): SQL {
  const { created_at: _at, ...fields } = memberFields;
  const cell = jsonText({
    unit_id: ouMemberships.unitId,
    role: ouMemberships.role,
    expires_at: jsonTime(ouMemberships.expiresAt),
  });
  const access = sql`coalesce((select '[' || string_agg(${cell}, ',') || ']' from ${ouMemberships}
    where ${members.role} <> 'admin' and ${ouMemberships.orgId} = ${members.orgId}
      and ${ouMemberships.orgMemberId} = ${members.orgMemberId} and ${ouMemberships.unitId} in (${unitIds})), '[]')`;
  return jsonText(fields, { access });
}

/** A subquery of the IDs of all columns. */
export function columnIds(reader: Reader, filters: MatrixFilters): SQL {
  return sql`select ${orgUnits.unitId} from ${orgUnits} where ${columnList(reader, filters).where}`;
}

/** All columns that match. */
export const listColumns = (tx: Tx, reader: Reader, filters: MatrixFilters) =>
  listAll<MatrixColumn>(tx, columnList(reader, filters));

/** A page of the rows that match, with their memberships in all columns. Throws invalid_content for a cursor. */
export const pageRows = (tx: Tx, reader: Reader, { cursor, ...filters }: MatrixPageQuery) =>
  readPage<MatrixRow>(tx, rowList(reader, filters, columnIds(reader, filters)), { limit: PAGE, cursor });
