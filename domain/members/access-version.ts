import { sql } from "drizzle-orm";
import { members } from "@/db/schema/members";
import { orgUnits } from "@/db/schema/org-units";
import { organizations } from "@/db/schema/organizations";
import { ouMemberships } from "@/db/schema/ou-memberships";
import type { Tx } from "@/db/scope";
import { scopedReader } from "@/domain/access/reader";
import { versionOf } from "@/lib/version";
import { isMember } from "./member-row";

/**
 * A version, as a strong ETag, of what every page shows of the scope's member: their name and access, the organization's
 * name, and the names of the OUs they reach. Names and roles of others are not part of it.
 */
export async function readAccessVersion(tx: Tx): Promise<string> {
  const { orgId, memberId } = scopedReader;
  const unit = sql`concat_ws('/', ${orgUnits.unitId}, ${orgUnits.slug}, ${orgUnits.name}, ${orgUnits.groupName})`;
  const held = sql`concat_ws('/', ${ouMemberships.unitId}, ${ouMemberships.role})`;
  const [facts] = await tx.execute<Record<string, unknown>>(sql`
    select ${members.firstName}, ${members.lastName}, ${members.role},
           (select ${organizations.name} from ${organizations} where ${organizations.orgId} = ${orgId}) as organization,
           (select sum(hashtextextended(${unit}, 0)) from ${orgUnits} where ${orgUnits.orgId} = ${orgId})::text as units,
           (select sum(hashtextextended(${held}, 0)) from ${ouMemberships}
             where ${ouMemberships.orgId} = ${orgId} and ${ouMemberships.orgMemberId} = ${memberId})::text as roles
      from ${members} where ${isMember(scopedReader, memberId)}`);
  return versionOf(facts ?? {});
}
