import { type SQL, sql } from "drizzle-orm";
import { orgUnits } from "@/db/schema/org-units";
import { unitTallies } from "@/db/schema/unit-tallies";
import type { Reader } from "@/domain/access/reader";

/**
 * A query of the kept counts of each OU: `members`, its memberships; `admins`, those with the role admin; `org_admins`, those of
 * org admins. An OU that never had a membership has no row.
 */
export const unitCounts = ({ orgId }: Pick<Reader, "orgId">): SQL =>
  sql`select unit_id, sum(members)::int as members, sum(admins)::int as admins, sum(org_admins)::int as org_admins
    from (select unit_id, members, admins, org_admins from ${unitTallies} where ${unitTallies.orgId} = ${orgId}
          union all select unit_id, -members, -admins, -org_admins from expired_memberships(${orgId}) where unit_id is not null) as kept
   group by unit_id`;

/** The condition that nobody is admin of the OU by a membership. */
export const hasNoAdmin = (reader: Reader): SQL =>
  sql`${orgUnits.unitId} not in (select unit_id from (${unitCounts(reader)}) as counted where admins > 0)`;
