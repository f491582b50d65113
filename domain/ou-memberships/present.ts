import { jsonObject, jsonTime } from "@/db/json";
import { members } from "@/db/schema/members";
import { ouMemberships } from "@/db/schema/ou-memberships";

/** What the API shows of a membership: the member's public identity and the OU role. */
export const ouMembershipJson = jsonObject({
  org_member_id: members.orgMemberId,
  first_name: members.firstName,
  last_name: members.lastName,
  email: members.email,
  role: ouMemberships.role,
  created_at: jsonTime(ouMemberships.createdAt),
});
