import { type SQL, sql } from "drizzle-orm";
import { memberTallies } from "@/db/schema/member-tallies";
import type { Reader } from "@/domain/access/reader";
import { unitCounts } from "@/domain/org-units/unit-counts";
import { type MemberListQuery, NO_UNIT } from "./schema";

/** Members who are not org admins, and have no access to any OU, of the sums of member_tallies. */
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
  const of = (total: SQL) =>
    sql`select coalesce(${total}, 0) from ${memberTallies} where ${memberTallies.orgId} = ${reader.orgId}`;
  if (filters.length === 0) return of(sql`sum(admins + editors + viewers)`);
  if (role) return of(byRole[role]);
  if (status) return status === "invited" ? of(sql`sum(invited)`) : undefined;
  if (unitId === NO_UNIT) return undefined;
  return sql`select coalesce(sum(members), 0) from (${unitCounts(reader)}) as counted where unit_id = ${unitId}`;
}
