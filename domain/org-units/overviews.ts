import { type SQL, sql } from "drizzle-orm";
import { jsonObject } from "@/db/json";
import { readPage } from "@/db/keyset";
import { orgUnits } from "@/db/schema/org-units";
import { ouMemberships } from "@/db/schema/ou-memberships";
import { asOrgAdmin } from "@/db/schema/scope";
import type { Tx } from "@/db/scope";
import type { Reader } from "@/domain/access/reader";
import { cursorOrNone } from "@/lib/cursor";
import { DEFAULT_LIMIT } from "@/lib/list-parameters";
import { byGroup, groupedKeyKinds, orgUnitList } from "./list-org-units";
import { orgUnitFields } from "./present";
import type { OrgUnitListQuery, OrgUnitOverview } from "./schema";
import { unitCounts } from "./unit-counts";

/**
 * One page of the OUs the reader has access to, by group, each with its numbers of members and admins and the reader's role in it. An invalid cursor
 * is ignored.
 */
export function pageOrgUnitOverviews(tx: Tx, reader: Reader, { limit = DEFAULT_LIMIT, ...query }: OrgUnitListQuery) {
  const cursor = cursorOrNone(query.cursor, byGroup.name, groupedKeyKinds);
  const beside = sql`left join (${unitCounts(reader)}) as counted using (unit_id)`;
  const list = { ...orgUnitList(reader, query), sort: byGroup, item: overviewOf(reader), beside };
  return readPage<OrgUnitOverview>(tx, list, { limit, cursor });
}

/** The JSON of an OU as pages list it, beside its unitCounts as `counted`. */
function overviewOf(reader: Reader): SQL {
  return jsonObject({
    ...orgUnitFields,
    role: ownRole(reader),
    member_count: sql`coalesce(counted.members, 0)`,
    admin_count: sql`coalesce(counted.admins, 0)`,
  });
}

/** The reader's role in the OU. */
export function ownRole({ memberId }: Reader): SQL {
  return sql`case when ${asOrgAdmin} then 'admin' else (select role from ${ouMemberships}
    where ${ouMemberships.orgId} = ${orgUnits.orgId} and ${ouMemberships.unitId} = ${orgUnits.unitId}
      and ${ouMemberships.orgMemberId} = ${memberId}) end`;
}
