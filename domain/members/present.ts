import { type SQL, sql } from "drizzle-orm";
import { fixed } from "@/db/fixed";
import { jsonText, jsonTime } from "@/db/json";
import { members } from "@/db/schema/members";
import { orgUnits } from "@/db/schema/org-units";
import { ouMemberships } from "@/db/schema/ou-memberships";
import type { Reader } from "@/domain/access/reader";
import { orgUnitOrder } from "@/domain/org-units/present";
import { csvText } from "@/lib/csv-text";
import { lastActive } from "./last-active";
import type { Member } from "./schema";

const ofMember = sql`${ouMemberships.orgId} = ${members.orgId} and ${ouMemberships.orgMemberId} = ${members.orgMemberId}`;
const membershipsOf = (entry: SQL, joined: SQL, order: SQL) =>
  sql`coalesce((select '[' || string_agg(${entry}, ',' order by ${order}) || ']' from ${ouMemberships} ${joined} where ${ofMember}), '[]')`;

const unitText = { unit_id: orgUnits.unitId, unit_name: orgUnits.name };
const isUnit = sql`${orgUnits.orgId} = ${ouMemberships.orgId} and ${orgUnits.unitId} = ${ouMemberships.unitId}`;
const membershipsOfMember = membershipsOf(
  jsonText({ ...unitText, role: ouMemberships.role, expires_at: jsonTime(ouMemberships.expiresAt) }),
  sql`join ${orgUnits} on ${isUnit}`,
  orgUnitOrder,
);

/**
 * The common table expression `units` of memberInBulk: how the JSON of a membership begins, by the OU's place in their order,
 * and the places. Looking up each membership's OU would take half the time of a long list.
 */
export const unitsByPlace = (reader: Reader): SQL => sql`units as materialized (
  select jsonb_object_agg(place, text) as texts, jsonb_object_agg(unit_id, place) as places
    from (select ${orgUnits.unitId}, left(${jsonText(unitText)}, -1) as text, row_number() over (order by ${orgUnitOrder}) as place
            from ${orgUnits} where ${orgUnits.orgId} = ${reader.orgId}) placed)`;

const place = sql`(select places from units) ->> ${ouMemberships.unitId}`;
const membershipsInBulk = membershipsOf(
  sql`((select texts from units) ->> (${place})) || ',"role":"' || ${ouMemberships.role}
    || '","expires_at":' || coalesce('"' || ${jsonTime(ouMemberships.expiresAt)} || '"', 'null') || '}'`,
  sql``,
  sql`(${place})::int`,
);

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

const memberText = (memberships: SQL, more: Record<string, SQL> = {}) =>
  jsonText({ ...memberFields, ...more }, { ou_memberships: memberships });

/** A member as the API shows it, with memberships in the order of GET /org-units and without the password's hash. */
export const memberJson = fixed(sql`(${memberText(membershipsOfMember)})::json`);

/** The same as text, in a page of a list, and in a whole list (db/keyset.ts). */
export const memberInList = fixed(memberText(membershipsOfMember));
export const memberInBulk = fixed(memberText(membershipsInBulk));

/** The same on the members page, which says when somebody was last active. */
export const memberOnPage = fixed(memberText(membershipsOfMember, { last_active_at: jsonTime(lastActive) }));

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

const membershipText = ({ unit_name, role, expires_at: end }: Member["ou_memberships"][number]) =>
  `${unit_name} (${role}${end ? ` until ${end}` : ""})`;

/** Members as CSV, one per line; `header` adds the first line. */
export function membersCsv(members: readonly Member[], header: boolean): string {
  const records = members.map(({ ou_memberships, ...member }) => ({
    ...member,
    ou_memberships: ou_memberships.map(membershipText).join("; "),
  }));
  return csvText(records, csvColumns, header);
}
