import { type SQL, sql } from "drizzle-orm";
import { memberTallies } from "@/db/schema/member-tallies";
import type { Reader } from "@/domain/access/reader";
import { unitCounts } from "@/domain/org-units/unit-counts";
import { type MemberListQuery, NO_UNIT } from "./schema";

/** A query of a sum over the organization's rows of member_tallies; 0 if it has none, or for a reader who may not know it. */
export const memberTotal = ({ orgId }: Pick<Reader, "orgId">, sum: SQL, mayKnow = sql`true`): SQL =>
  sql`select coalesce(${sum}, 0) from ${memberTallies} where ${memberTallies.orgId} = ${orgId} and ${mayKnow}`;

/** The number of members without access to any OU who are not org admins, as a sum over member_tallies. */
export const withoutUnit = ({ orgId }: Reader): SQL =>
  sql`sum(editors + viewers - with_access)
    + coalesce((select members from expired_memberships(${orgId}) where unit_id is null), 0)`;

const byRole = { admin: sql`sum(admins)`, editor: sql`sum(editors)`, viewer: sql`sum(viewers)` };

/** The kept number of members that a list with these filters has; undefined if it has to be counted. */
export function keptTotal(
  reader: Reader,
  { role, status, unit_id: unitId, search, expiring }: MemberListQuery,
): SQL | undefined {
  const filters = [role, status, unitId, search, expiring].filter(Boolean);
  if (filters.length > 1 || search || expiring) return undefined;
  if (filters.length === 0) return memberTotal(reader, sql`sum(admins + editors + viewers)`);
  if (role) return memberTotal(reader, byRole[role]);
  if (status) return status === "invited" ? memberTotal(reader, sql`sum(invited)`) : undefined;
  if (unitId === NO_UNIT) return undefined;
  return sql`select coalesce(sum(members), 0) from (${unitCounts(reader)}) as counted where unit_id = ${unitId}`;
}
