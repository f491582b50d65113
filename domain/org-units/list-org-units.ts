import { sql } from "drizzle-orm";
import { keepingWhole } from "@/db/kept-list";
import { type ListRequest, listAll, readPage } from "@/db/keyset";
import { bytewise } from "@/db/schema/columns";
import { orgUnits } from "@/db/schema/org-units";
import type { Tx } from "@/db/scope";
import { contains } from "@/db/search";
import { type Again, streamAll } from "@/db/whole-list";
import type { Reader } from "@/domain/access/reader";
import { DEFAULT_LIMIT } from "@/lib/list-parameters";
import { textKey } from "@/lib/text-key";
import { orgUnitJson } from "./present";
import type { OrgUnit, OrgUnitListQuery } from "./schema";
import { hasNoAdmin } from "./unit-counts";

/**
 * One page of the OUs the actor has access to that match the query, the default first, then by name. Throws invalid_content
 * for an invalid cursor. (contract §7)
 */
export function pageOrgUnits(tx: Tx, reader: Reader, { limit = DEFAULT_LIMIT, cursor, ...query }: OrgUnitListQuery) {
  return readPage<OrgUnit>(tx, orgUnitList(reader, query), { limit, cursor });
}

/** All OUs the actor has access to that match the query, in the same order. */
export const listOrgUnits = (tx: Tx, reader: Reader, query: OrgUnitListQuery = {}) =>
  listAll<OrgUnit>(tx, orgUnitList(reader, query));

/** The same list, streamed if it is long. */
export const streamOrgUnits = (tx: Tx, reader: Reader, query: OrgUnitListQuery, again: Again) =>
  streamAll<OrgUnit>(tx, again, orgUnitList(reader, query), query);

/** The list described by a query, for reading it by page or piece by piece. */
export const orgUnitList = keepingWhole((reader: Reader, query: Omit<OrgUnitListQuery, "limit" | "cursor">) => {
  const { search, group, without_admin: withoutAdmin, updated_since: since } = query;
  const where = sql`${orgUnits.orgId} = ${reader.orgId}
    ${search ? sql`and ${contains(sql`${orgUnits.searchKey}`, search)}` : sql``}
    ${group === undefined ? sql`` : sql`and ${bytewise(orgUnits.groupKey)} = ${textKey(group)}`}
    ${withoutAdmin ? sql`and ${hasNoAdmin(reader)}` : sql``}
    ${since ? sql`and ${orgUnits.updatedAt} >= ${since}` : sql``}`;
  return { from: orgUnits, where, sort, item: orgUnitJson };
});

/** The groups of the OUs the reader has access to, by name. */
export async function listGroups(tx: Tx, reader: Reader): Promise<string[]> {
  const rows = await tx.execute<{ group: string }>(sql`
    select min(${orgUnits.groupName}) as "group" from ${orgUnits}
     where ${orgUnits.orgId} = ${reader.orgId} and ${bytewise(orgUnits.groupKey)} > ''
     group by ${bytewise(orgUnits.groupKey)} order by ${bytewise(orgUnits.groupKey)}`);
  return rows.map((row) => row.group);
}

/** The parts of the list's key, for its cursors. */
export const orgUnitKeyKinds = ["flag", "text", "text"] as const;

// The order of present.ts as one key, ascending in every part.
const values = [sql`(not ${orgUnits.isDefault})`, bytewise(orgUnits.nameKey), bytewise(orgUnits.unitId)];
const key = values.map((value, index) => ({ kind: orgUnitKeyKinds[index] ?? "text", value }));
const sort: ListRequest["sort"] = { name: "name", descending: false, key };

/** The parts of the key of the same list by group. */
export const groupedKeyKinds = ["text", ...orgUnitKeyKinds] as const;

/** The order by group: OUs without one first, then each group by name. */
export const byGroup: ListRequest["sort"] = {
  name: "group",
  descending: false,
  key: [{ kind: "text", value: bytewise(orgUnits.groupKey) }, ...key],
};
