import { sql } from "drizzle-orm";
import { jsonObject, jsonTime } from "@/db/json";
import { members } from "@/db/schema/members";
import { orgUnits } from "@/db/schema/org-units";
import { ouMemberships } from "@/db/schema/ou-memberships";
import { orgUnitOrder } from "@/domain/org-units/present";

const membershipsOfMember = sql`(
  select coalesce(json_agg(${jsonObject({ unit_id: orgUnits.unitId, unit_name: orgUnits.name, role: ouMemberships.role })}
           order by ${orgUnitOrder}), '[]')
    from ${ouMemberships}
    join ${orgUnits} on ${orgUnits.orgId} = ${ouMemberships.orgId} and ${orgUnits.unitId} = ${ouMemberships.unitId}
   where ${ouMemberships.orgId} = ${members.orgId} and ${ouMemberships.orgMemberId} = ${members.orgMemberId})`;

/** What the API shows of a member, memberships in the order of GET /org-units. The password's hash is not among it. */
export const memberJson = jsonObject({
  org_member_id: members.orgMemberId,
  first_name: members.firstName,
  last_name: members.lastName,
  email: members.email,
  role: members.role,
  ou_memberships: membershipsOfMember,
  created_at: jsonTime(members.createdAt),
});

/** What the API shows a member of themselves; `activeOu` is the JSON of the OU they work in, or SQL null. */
export const meFields = {
  org_member_id: members.orgMemberId,
  org_id: members.orgId,
  first_name: members.firstName,
  last_name: members.lastName,
  email: members.email,
  role: members.role,
};
