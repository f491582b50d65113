import { type SQL, sql } from "drizzle-orm";
import { jsonText, jsonTime, jsonValue } from "@/db/json";
import { type ListRequest, readPage } from "@/db/keyset";
import { bytewise } from "@/db/schema/columns";
import { members } from "@/db/schema/members";
import { orgUnits } from "@/db/schema/org-units";
import { ouMemberships } from "@/db/schema/ou-memberships";
import type { Tx } from "@/db/scope";
import { contains } from "@/db/search";
import { type Again, streamAll } from "@/db/whole-list";
import type { Reader } from "@/domain/access/reader";
import { lastActive } from "@/domain/members/last-active";
import { memberTotal } from "@/domain/members/member-totals";
import { DEFAULT_LIMIT } from "@/lib/list-parameters";
import type { UnitAccess, UnitAccessQuery } from "./access-schema";
import { unitCounts } from "./unit-counts";

/** A page of those who have access to the OU, in effect. Throws org_unit_not_found, invalid_content for a cursor. */
export function pageAccess(tx: Tx, reader: Reader, unitId: string, query: UnitAccessQuery) {
  const { limit = DEFAULT_LIMIT, cursor, ...filters } = query;
  return readPage<UnitAccess>(tx, accessList(reader, unitId, filters), { limit, cursor });
}

/** All of them, streamed if the list is long. Throws org_unit_not_found. */
export const streamAccess = (tx: Tx, reader: Reader, unitId: string, query: UnitAccessQuery, again: Again) =>
  streamAll<UnitAccess>(tx, again, accessList(reader, unitId, query), query);

const isAdmin = sql`${members.role} = 'admin'`;
const granted = (reader: Reader, unitId: string) => sql`select org_member_id from ${ouMemberships}
  where ${ouMemberships.orgId} = ${reader.orgId} and ${ouMemberships.unitId} = ${unitId}`;

const FEW = 200;

/**
 * The condition that a member has a membership in the OU. A small OU's are read once. In a large one a page soon has its rows, so
 * each member's is looked up: reading all would take longer the more there are.
 */
function isGranted(reader: Reader, unitId: string, also: SQL): SQL {
  const memberships = granted(reader, unitId);
  const isLarge = sql`(select sum(members) > ${sql.raw(String(FEW))} from (${unitCounts(reader)}) as counted where unit_id = ${unitId})`;
  const looked = sql`(select true from (${memberships} ${also} and ${ouMemberships.orgMemberId} = ${members.orgMemberId}) as own)`;
  return sql`case when ${isLarge} then ${looked} else ${members.orgMemberId} in (${memberships} ${also}) end`;
}

/** The list that a query describes, for reading it by page or piece by piece. */
export function accessList(
  reader: Reader,
  unitId: string,
  query: Omit<UnitAccessQuery, "limit" | "cursor">,
): ListRequest {
  const { role: roles, source, search, sort = "name" } = query;
  const inRoles = (column: SQL) =>
    roles ? sql`and ${column} in (select json_array_elements_text(${jsonValue(roles)}))` : sql``;
  const byMembership = sql`not ${isAdmin} and ${isGranted(reader, unitId, inRoles(sql`${ouMemberships.role}`))}`;
  const byOrgRole = sql`${isAdmin} ${inRoles(sql`${members.role}`)}`;
  const either = { org_admin: byOrgRole, membership: byMembership, any: sql`((${byOrgRole}) or (${byMembership}))` };
  return {
    from: members,
    where: sql`${members.orgId} = ${reader.orgId} and ${either[source ?? "any"]}
      ${search ? sql`and ${contains(sql`${members.searchKey}`, search)}` : sql``}`,
    sort: {
      name: sort,
      key: [
        { kind: "text", value: bytewise(sort.endsWith("name") ? members.nameKey : members.emailKey) },
        { kind: "text", value: bytewise(members.orgMemberId) },
      ],
      descending: sort.startsWith("-"),
    },
    item: accessText,
    ...(roles || source || search ? {} : { total: countOf(reader, unitId) }),
    // With a limit, so that it is looked up for each row shown; joined, the whole OU's would be read.
    beside: sql`left join lateral (select * from ${ouMemberships} where not ${isAdmin} and ${ouMemberships.orgId} = ${members.orgId}
      and ${ouMemberships.unitId} = ${unitId} and ${ouMemberships.orgMemberId} = ${members.orgMemberId} limit 1) as ou_memberships on true`,
    owner: {
      json: sql`select 'true' from ${orgUnits} where ${orgUnits.orgId} = ${reader.orgId} and ${orgUnits.unitId} = ${unitId}`,
      missing: "org_unit_not_found",
    },
  };
}

/** The number of people with access: the org admins, and everyone else with a membership. */
function countOf(reader: Reader, unitId: string) {
  const admins = memberTotal(reader, sql`sum(admins)`);
  const others = sql`select sum(members - org_admins) from (${unitCounts(reader)}) as counted where unit_id = ${unitId}`;
  return sql`select (${admins}) + coalesce((${others}), 0)`;
}

const granter = sql`(select json_build_object('org_member_id', granter.org_member_id,
    'name', granter.first_name || ' ' || granter.last_name) from members granter
  where granter.org_id = ${ouMemberships.orgId} and granter.org_member_id = ${ouMemberships.grantedBy})`;

const accessText = jsonText({
  org_member_id: members.orgMemberId,
  first_name: members.firstName,
  last_name: members.lastName,
  email: members.email,
  status: members.status,
  role: sql`case when ${isAdmin} then 'admin' else ${ouMemberships.role} end`,
  source: sql`case when ${isAdmin} then 'org_admin' else 'membership' end`,
  granted_by: granter,
  granted_at: jsonTime(ouMemberships.createdAt),
  expires_at: jsonTime(ouMemberships.expiresAt),
  last_active_at: jsonTime(lastActive),
});
