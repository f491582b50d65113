import { type SQL, sql } from "drizzle-orm";
import { fixed } from "@/db/fixed";
import { jsonText, jsonTime } from "@/db/json";
import type { Bulk } from "@/db/keyset";
import { orgUnits } from "@/db/schema/org-units";
import { ouMemberships } from "@/db/schema/ou-memberships";
import type { Reader } from "@/domain/access/reader";
import { orgUnitOrder } from "@/domain/org-units/present";
import { membershipIsOfMember, memberText, unitFields } from "./present";

// In JSON made by Postgres a tab is escaped, so it separates. After a member come three texts a membership: the OU's id, the
// role, and when it ends.
const TAB = sql`E'\t'`;
const { expiresAt } = ouMemberships;
const endsAt = sql`case when ${expiresAt} is null then '' else ${jsonTime(expiresAt)} end`;
const membershipTexts = sql`coalesce((
  select string_agg(${TAB} || ${ouMemberships.unitId} || ${TAB} || ${ouMemberships.role} || ${TAB} || ${endsAt}, '')
    from ${ouMemberships} where ${membershipIsOfMember}), '')`;
const line = fixed(sql`${memberText()} || ${membershipTexts}`);

const unitTexts = ({ orgId }: Reader): SQL => sql`
  select string_agg(${orgUnits.unitId} || ${TAB} || ${jsonText(unitFields)}, E'\n' order by ${orgUnitOrder})
    from ${orgUnits} where ${orgUnits.orgId} = ${orgId}`;

type Place = { nth: number; text: string };

function placesOf(units: string | null): Map<string, Place> {
  const lines = units === null ? [] : units.split("\n");
  return new Map(
    lines.map((unit, nth) => {
      const end = unit.indexOf("\t");
      return [unit.slice(0, end), { nth, text: `${unit.slice(end + 1, -1)},"role":"` }];
    }),
  );
}

/** The JSON of the memberships that follow a member, in the order of OUs; none for an OU that the reader does not see. */
function membershipsOf(texts: string[], places: Map<string, Place>): string {
  const found: Place[] = [];
  for (let at = 1; at < texts.length; at += 3) {
    const [unitId = "", role, end] = [texts[at], texts[at + 1], texts[at + 2]];
    const place = places.get(unitId);
    const endText = end === "" ? "null" : `"${end}"`;
    if (place) found.push({ nth: place.nth, text: `${place.text}${role}","expires_at":${endText}}` });
  }
  if (found.length > 1) found.sort((a, b) => a.nth - b.nth);
  let json = "";
  for (const { text } of found) json += json === "" ? text : `,${text}`;
  return json;
}

/** The JSON of members from their lines. One text that grows, because thousands of arrays would keep the collector busy. */
function membersOf(lines: string, units: string | null): string {
  const places = placesOf(units);
  let json = "";
  for (let from = 0, to = 0; from < lines.length; from = to + 1) {
    to = lines.indexOf("\n", from);
    if (to === -1) to = lines.length;
    const texts = lines.slice(from, to).split("\t");
    const member = texts[0]?.slice(0, -1);
    json += `${json === "" ? "" : ","}${member},"ou_memberships":[${membershipsOf(texts, places)}]}`;
  }
  return `[${json}]`;
}

/**
 * How a whole list of members is read: Postgres writes each member and names their memberships, and Node puts in the OUs, which
 * Postgres writes once. That takes half of Postgres's time for both (docs/decisions/081).
 */
export const membersInBulk = (reader: Reader): Bulk => ({ line, common: unitTexts(reader), jsonOf: membersOf });
