import { sql } from "drizzle-orm";
import { fixed } from "@/db/fixed";
import { jsonObject, jsonTime } from "@/db/json";
import { members } from "@/db/schema/members";
import { ouMemberships } from "@/db/schema/ou-memberships";

/** A membership as the API shows it: the member's public identity and the OU role. */
export const ouMembershipJson = fixed(
  jsonObject({
    org_member_id: members.orgMemberId,
    first_name: members.firstName,
    last_name: members.lastName,
    email: members.email,
    role: ouMemberships.role,
    created_at: jsonTime(ouMemberships.createdAt),
    expires_at: jsonTime(ouMemberships.expiresAt),
  }),
);

const granter = sql`(select json_build_object('org_member_id', granter.org_member_id, 'first_name', granter.first_name,
    'last_name', granter.last_name) from members granter
  where granter.org_id = ${ouMemberships.orgId} and granter.org_member_id = ${ouMemberships.grantedBy})`;

/** How access came about, for pages only: the API does not show who granted it. */
export const grantJson = jsonObject({
  role: ouMemberships.role,
  granted_at: jsonTime(ouMemberships.createdAt),
  expires_at: jsonTime(ouMemberships.expiresAt),
  granted_by: granter,
});
