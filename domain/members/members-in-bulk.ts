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

/** Adds the JSON of the memberships that follow a member, in the order of OUs; none for an OU that the reader does not see. */
function addMemberships(parts: string[], texts: string[], places: Map<string, Place>): void {
  const found: Place[] = [];
  for (let at = 1; at < texts.length; at += 3) {
    const [unitId = "", role, end] = [texts[at], texts[at + 1], texts[at + 2]];
    const place = places.get(unitId);
    const endText = end === "" ? "null" : `"${end}"`;
    if (place) found.push({ nth: place.nth, text: `${place.text}${role}","expires_at":${endText}}` });
  }
  if (found.length > 1) found.sort((a, b) => a.nth - b.nth);
  for (const [index, { text }] of found.entries()) parts.push(index === 0 ? text : `,${text}`);
}

/** The JSON of members from their lines. Joined at the end: a text that grows is a tree that the collector walks through. */
function membersOf(lines: string, units: string | null): string {
  const places = placesOf(units);
  const parts = ["["];
  for (let from = 0, to = 0; from < lines.length; from = to + 1) {
    to = lines.indexOf("\n", from);
    if (to === -1) to = lines.length;
    const texts = lines.slice(from, to).split("\t");
    parts.push(from === 0 ? "" : ",", texts[0]?.slice(0, -1) ?? "", ',"ou_memberships":[');
    addMemberships(parts, texts, places);
    parts.push("]}");
  }
  return `${parts.join("")}]`;
}

/**
 * How a whole list of members is read: Postgres writes each member and names their memberships, and Node puts in the OUs, which
 * Postgres writes once. That takes half of Postgres's time for both (docs/decisions/079).
 */
export const membersInBulk = (reader: Reader): Bulk => ({ line, common: unitTexts(reader), jsonOf: membersOf });
