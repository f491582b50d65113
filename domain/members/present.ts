import { type SQL, sql } from "drizzle-orm";
import { fixed } from "@/db/fixed";
import { jsonText, jsonTime, jsonTimeText } from "@/db/json";
import { members } from "@/db/schema/members";
import { orgUnits } from "@/db/schema/org-units";
import { ouMemberships } from "@/db/schema/ou-memberships";
import { orgUnitOrder } from "@/domain/org-units/present";
import { csvText } from "@/lib/csv-text";
import { lastActive } from "./last-active";
import type { Member } from "./schema";

/** A membership is the member's, where both are in one statement. */
export const membershipIsOfMember = sql`${ouMemberships.orgId} = ${members.orgId} and ${ouMemberships.orgMemberId} = ${members.orgMemberId}`;

/** How the JSON of a membership begins. */
export const unitFields = { unit_id: orgUnits.unitId, unit_name: orgUnits.name };

const isUnit = sql`${orgUnits.orgId} = ${ouMemberships.orgId} and ${orgUnits.unitId} = ${ouMemberships.unitId}`;
const membershipText = jsonText(
  { ...unitFields, role: ouMemberships.role },
  { expires_at: jsonTimeText(ouMemberships.expiresAt) },
);
const membershipsOfMember = sql`coalesce((select '[' || string_agg(${membershipText}, ',' order by ${orgUnitOrder}) || ']'
  from ${ouMemberships} join ${orgUnits} on ${isUnit} where ${membershipIsOfMember}), '[]')`;

/** The JSON of a member, without memberships. */
export const memberFields = {
  org_member_id: members.orgMemberId,
  first_name: members.firstName,
  last_name: members.lastName,
  email: members.email,
  role: members.role,
  status: members.status,
  created_at: jsonTime(members.createdAt),
};

const { created_at: _at, ...plainFields } = memberFields;

/** The JSON of a member as text, with more fields whose values are JSON texts. */
export const memberText = (more: Record<string, SQL> = {}): SQL =>
  jsonText(plainFields, { created_at: jsonTimeText(members.createdAt), ...more });

/** A member as the API shows it, with memberships in the order of GET /org-units and without the password's hash. */
export const memberJson = fixed(sql`(${memberText({ ou_memberships: membershipsOfMember })})::json`);

/** The same as text, in a page of a list. */
export const memberInList = fixed(memberText({ ou_memberships: membershipsOfMember }));

/** The same on the members page, which says when somebody was last active. */
export const memberOnPage = fixed(
  memberText({ last_active_at: jsonTimeText(lastActive), ou_memberships: membershipsOfMember }),
);

/** The caller as GET /me shows them; `activeOu` is the JSON of the active OU, or SQL null. */
export const meFields = {
  org_member_id: members.orgMemberId,
  org_id: members.orgId,
  first_name: members.firstName,
  last_name: members.lastName,
  email: members.email,
  role: members.role,
};

const csvColumns = [
  "org_member_id",
  "first_name",
  "last_name",
  "email",
  "role",
  "ou_memberships",
  "created_at",
  "status",
];

const membershipWords = ({ unit_name, role, expires_at: end }: Member["ou_memberships"][number]) =>
  `${unit_name} (${role}${end ? ` until ${end}` : ""})`;

/** Members as CSV, one per line; `header` adds the first line. */
export function membersCsv(members: readonly Member[], header: boolean): string {
  const records = members.map(({ ou_memberships, ...member }) => ({
    ...member,
    ou_memberships: ou_memberships.map(membershipWords).join("; "),
  }));
  return csvText(records, csvColumns, header);
}
