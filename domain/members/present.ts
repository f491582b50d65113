import { stringify } from "csv-stringify/sync";
import { type SQL, sql } from "drizzle-orm";
import { jsonObject, jsonTime } from "@/db/json";
import { members } from "@/db/schema/members";
import { orgUnits } from "@/db/schema/org-units";
import { ouMemberships } from "@/db/schema/ou-memberships";
import { orgUnitOrder } from "@/domain/org-units/present";
import { guarded } from "@/lib/csv";
import type { Member } from "./schema";

const membershipsOfMember = sql`(
  select coalesce(json_agg(${jsonObject({ unit_id: orgUnits.unitId, unit_name: orgUnits.name, role: ouMemberships.role })}
           order by ${orgUnitOrder}), '[]')
    from ${ouMemberships}
    join ${orgUnits} on ${orgUnits.orgId} = ${ouMemberships.orgId} and ${orgUnits.unitId} = ${ouMemberships.unitId}
   where ${ouMemberships.orgId} = ${members.orgId} and ${ouMemberships.orgMemberId} = ${members.orgMemberId})`;

// For a list: reads the memberships of all members in `shown` once. With a join, a generic plan assumes an organization of
// average size and reads them again for each member.
const membershipsOfShown = sql`coalesce(((
  select jsonb_object_agg(granted.org_member_id, granted.list) from (
    select shown.org_member_id,
           json_agg(${jsonObject({ unit_id: orgUnits.unitId, unit_name: orgUnits.name, role: ouMemberships.role })}
             order by ${orgUnitOrder})::text as list
      from shown
      join ${ouMemberships} on ${ouMemberships.orgId} = shown.org_id and ${ouMemberships.orgMemberId} = shown.org_member_id
      join ${orgUnits} on ${orgUnits.orgId} = ${ouMemberships.orgId} and ${orgUnits.unitId} = ${ouMemberships.unitId}
     group by shown.org_member_id) granted) ->> ${members.orgMemberId})::json, '[]')`;

const memberFields = (memberships: SQL) => ({
  org_member_id: members.orgMemberId,
  first_name: members.firstName,
  last_name: members.lastName,
  email: members.email,
  role: members.role,
  status: members.status,
  ou_memberships: memberships,
  created_at: jsonTime(members.createdAt),
});

/** A member as the API shows it, with memberships in the order of GET /org-units and without the password's hash. */
export const memberJson = jsonObject(memberFields(membershipsOfMember));

/** The same in a list (db/keyset.ts). */
export const memberInList = jsonObject(memberFields(membershipsOfShown));

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

/**
 * Members as CSV (RFC 4180), one per line; `header` adds the first line and the byte order mark by which Excel recognizes
 * UTF-8. Every field is quoted, and anything a spreadsheet would run as a formula gets an apostrophe (lib/csv.ts).
 */
export function membersCsv(members: readonly Member[], header: boolean): string {
  const records = members.map(({ ou_memberships, ...member }) => ({
    ...member,
    ou_memberships: ou_memberships.map(({ unit_name, role }) => `${unit_name} (${role})`).join("; "),
  }));
  return stringify(records, {
    columns: csvColumns,
    header,
    bom: header,
    quoted: true,
    quoted_empty: true,
    cast: { string: guarded },
    record_delimiter: "windows",
  });
}
