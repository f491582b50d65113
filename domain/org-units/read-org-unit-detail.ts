import { sql } from "drizzle-orm";
import { jsonObject } from "@/db/json";
import { type ListRequest, type PageRequest, readPage } from "@/db/keyset";
import { bytewise } from "@/db/schema/columns";
import { memberTallies } from "@/db/schema/member-tallies";
import { members } from "@/db/schema/members";
import { orgUnits } from "@/db/schema/org-units";
import { ouMemberships } from "@/db/schema/ou-memberships";
import type { Tx } from "@/db/scope";
import { contains } from "@/db/search";
import type { Reader } from "@/domain/access/reader";
import { grantJson } from "@/domain/ou-memberships/present";
import { cursorOrNone } from "@/lib/cursor";
import { DEFAULT_LIMIT } from "@/lib/list-parameters";
import { hasAccess } from "./list-access";
import { ownRole } from "./overviews";
import { orgUnitJson } from "./present";
import type { OrgUnitDetail, OrgUnitListQuery, UnitReach } from "./schema";

/**
 * An OU, the reader's role in it, and a page of the people with access: its members and the org admins, by name, each with
 * the source of their access. An invalid cursor is ignored. Throws org_unit_not_found.
 */
export async function readOrgUnitDetail(
  tx: Tx,
  reader: Reader,
  unitId: string,
  { search, cursor, limit = DEFAULT_LIMIT }: OrgUnitListQuery = {},
): Promise<OrgUnitDetail> {
  const isUnit = sql`${orgUnits.orgId} = ${reader.orgId} and ${orgUnits.unitId} = ${unitId}`;
  const request: PageRequest = {
    from: members,
    where: sql`${members.orgId} = ${reader.orgId} and ${hasAccess(reader, unitId)}
      ${search ? sql`and ${contains(sql`${members.searchKey}`, search)}` : sql``}`,
    sort: byName,
    item: reachJson(unitId),
    limit,
    total: search ? undefined : countOf(reader, unitId),
    cursor: cursorOrNone(cursor, byName.name, keyKinds),
    owner: {
      json: sql`select ${jsonObject({ unit: orgUnitJson, role: ownRole(reader) })} from ${orgUnits} where ${isUnit}`,
      missing: "org_unit_not_found",
    },
  };
  const page = await readPage<UnitReach, Pick<OrgUnitDetail, "unit" | "role">>(tx, request);
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

const keyKinds = ["text", "text"] as const;
const byName: ListRequest["sort"] = {
  name: "name",
  descending: false,
  key: [
    { kind: "text", value: bytewise(members.nameKey) },
    { kind: "text", value: bytewise(members.orgMemberId) },
  ],
};

function reachJson(unitId: string) {
  const own = sql`from ${ouMemberships} where ${ouMemberships.orgId} = ${members.orgId}
    and ${ouMemberships.unitId} = ${unitId} and ${ouMemberships.orgMemberId} = ${members.orgMemberId}`;
  return jsonObject({
    org_member_id: members.orgMemberId,
    first_name: members.firstName,
    last_name: members.lastName,
    email: members.email,
    role: sql`case when ${members.role} = 'admin' then 'admin' else (select role ${own}) end`,
    via: sql`case when ${members.role} = 'admin' then 'org_admin' else 'membership' end`,
    membership: sql`(select ${grantJson} ${own})`,
  });
}
