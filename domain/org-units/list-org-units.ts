import { sql } from "drizzle-orm";
import { type ListRequest, listAll, readPage } from "@/db/keyset";
import { bytewise } from "@/db/schema/columns";
import { orgUnits } from "@/db/schema/org-units";
import type { Tx } from "@/db/scope";
import { contains } from "@/db/search";
import { type Again, streamAll } from "@/db/whole-list";
import type { Reader } from "@/domain/access/reader";
import { DEFAULT_LIMIT } from "@/lib/list-parameters";
import { orgUnitJson } from "./present";
import type { OrgUnit, OrgUnitListQuery } from "./schema";

/**
 * One page of the OUs the actor has access to that match the query, the default first, then by name. Throws invalid_content
 * for an invalid cursor. (contract §7)
 */
export function pageOrgUnits(tx: Tx, reader: Reader, { limit = DEFAULT_LIMIT, cursor, ...query }: OrgUnitListQuery) {
  return readPage<OrgUnit>(tx, { ...orgUnitList(reader, query), limit, cursor });
}

/** All OUs the actor has access to that match the query, in the same order. */
export const listOrgUnits = (tx: Tx, reader: Reader, query: OrgUnitListQuery = {}) =>
  listAll<OrgUnit>(tx, orgUnitList(reader, query));

/** The same list, streamed if it is long. */
export const streamOrgUnits = (tx: Tx, reader: Reader, query: OrgUnitListQuery, again: Again) =>
  streamAll<OrgUnit>(tx, again, orgUnitList(reader, query));

/** The list described by a query, for reading it by page or piece by piece. */
export function orgUnitList(reader: Reader, { search }: Pick<OrgUnitListQuery, "search">): ListRequest {
  const ours = sql`${orgUnits.orgId} = ${reader.orgId}`;
  const where = search ? sql`${ours} and ${contains(sql`${orgUnits.searchKey}`, search)}` : ours;
  return { from: orgUnits, where, sort, item: orgUnitJson };
}

/** The parts of the list's key, for its cursors. */
export const orgUnitKeyKinds = ["flag", "text", "text"] as const;

// The order of present.ts as one key, ascending in every part.
const values = [sql`(not ${orgUnits.isDefault})`, bytewise(orgUnits.nameKey), bytewise(orgUnits.unitId)];
const sort: ListRequest["sort"] = {
  name: "name",
  descending: false,
  key: values.map((value, index) => ({ kind: orgUnitKeyKinds[index] ?? "text", value })),
};
