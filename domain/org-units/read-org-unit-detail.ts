import { sql } from "drizzle-orm";
import { jsonObject } from "@/db/json";
import { readPage } from "@/db/keyset";
import { memberTallies } from "@/db/schema/member-tallies";
import { members } from "@/db/schema/members";
import { orgUnits } from "@/db/schema/org-units";
import { ouMemberships } from "@/db/schema/ou-memberships";
import type { Tx } from "@/db/scope";
import type { Reader } from "@/domain/access/reader";
import { DEFAULT_LIMIT } from "@/lib/list-parameters";
import type { UnitAccess, UnitAccessQuery } from "./access-schema";
import { accessList } from "./list-access";
import { ownRole } from "./overviews";
import { orgUnitJson } from "./present";
import type { OrgUnitDetail } from "./schema";

/**
 * An OU, the reader's role in it, and a page of the people with access who match the query. Throws org_unit_not_found, and
 * invalid_content for a cursor.
 */
export async function readOrgUnitDetail(
  tx: Tx,
  reader: Reader,
  unitId: string,
  { limit = DEFAULT_LIMIT, cursor, ...query }: UnitAccessQuery = {},
): Promise<OrgUnitDetail> {
  const isUnit = sql`${orgUnits.orgId} = ${reader.orgId} and ${orgUnits.unitId} = ${unitId}`;
  const isFiltered = query.search || query.role || query.source;
  const page = await readPage<UnitAccess, Pick<OrgUnitDetail, "unit" | "role">>(tx, {
    ...accessList(reader, unitId, query),
    limit,
    cursor,
    total: isFiltered ? undefined : countOf(reader, unitId),
    owner: {
      json: sql`select ${jsonObject({ unit: orgUnitJson, role: ownRole(reader) })} from ${orgUnits} where ${isUnit}`,
      missing: "org_unit_not_found",
    },
  });
  const { items, owner, ...rest } = page;
  return { ...owner.parse(), people: { ...rest, items: items.parse() } };
}

/** The number of people with access: the org admins, whose number is kept, and the members who are none. */
function countOf({ orgId }: Reader, unitId: string) {
  const admins = sql`select coalesce(sum(admins), 0) from ${memberTallies} where ${memberTallies.orgId} = ${orgId}`;
  const others = sql`select count(*) from ${ouMemberships}
    where ${ouMemberships.orgId} = ${orgId} and ${ouMemberships.unitId} = ${unitId} and ${ouMemberships.orgMemberId} not in (
      select org_member_id from ${members} where ${members.orgId} = ${orgId} and ${members.role} = 'admin')`;
  return sql`select (${admins}) + (${others})`;
}
