import { sql } from "drizzle-orm";
import { jsonObject, readJson } from "@/db/json";
import { members } from "@/db/schema/members";
import { orgUnits } from "@/db/schema/org-units";
import { ouMemberships } from "@/db/schema/ou-memberships";
import { asOrgAdmin } from "@/db/schema/scope";
import type { Tx } from "@/db/scope";
import type { Reader } from "@/domain/access/reader";
import { orgUnitOrder } from "@/domain/org-units/present";
import { grantJson } from "@/domain/ou-memberships/present";
import { memberJson } from "./present";
import type { MemberAccess } from "./schema";

/** A member, the OUs they have access to and why, as far as the actor may see. Throws member_not_found. */
export async function readMemberAccess(tx: Tx, reader: Reader, memberId: string): Promise<MemberAccess> {
  const isComplete = sql`${asOrgAdmin} or ${reader.memberId} = ${memberId}`;
  const found = await readJson<MemberAccess>(
    tx,
    sql`select ${jsonObject({ member: memberJson, access: accessOfMember, isComplete })}::text as json from ${members}
           where ${members.orgId} = ${reader.orgId} and ${members.orgMemberId} = ${memberId}`,
    "member_not_found",
  );
  return found.parse();
}

const access = jsonObject({
  unit_id: orgUnits.unitId,
  name: orgUnits.name,
  is_default: orgUnits.isDefault,
  role: sql`case when ${members.role} = 'admin' then 'admin' else ${ouMemberships.role} end`,
  via: sql`case when ${members.role} = 'admin' then 'org_admin' else 'membership' end`,
  membership: sql`case when ${ouMemberships.role} is not null then ${grantJson} end`,
});

const accessOfMember = sql`(
  select coalesce(json_agg(${access} order by ${orgUnitOrder}), '[]')
    from ${orgUnits}
    left join ${ouMemberships} on ${ouMemberships.orgId} = ${orgUnits.orgId} and ${ouMemberships.unitId} = ${orgUnits.unitId}
     and ${ouMemberships.orgMemberId} = ${members.orgMemberId}
   where ${orgUnits.orgId} = ${members.orgId} and (${members.role} = 'admin' or ${ouMemberships.role} is not null))`;
