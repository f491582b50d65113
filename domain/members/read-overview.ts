import { sql } from "drizzle-orm";
import { jsonObject, readJson } from "@/db/json";
import { memberTallies } from "@/db/schema/member-tallies";
import { members } from "@/db/schema/members";
import { orgUnits } from "@/db/schema/org-units";
import { ouMemberships } from "@/db/schema/ou-memberships";
import { asOrgAdmin } from "@/db/schema/scope";
import type { Tx } from "@/db/scope";
import type { Reader } from "@/domain/access/reader";
import { overviewOf } from "@/domain/org-units/overviews";
import { orgUnitOrder } from "@/domain/org-units/present";
import { endsSoon } from "./list-members";
import { memberFields } from "./present";
import type { Overview } from "./schema";

const NEWEST = 5;

/** Members by role and OU, and the newest ones, as far as the reader may see. */
export async function readOverview(tx: Tx, reader: Reader): Promise<Overview> {
  const isOurs = sql`${members.orgId} = ${reader.orgId}`;
  const granted = sql`select org_member_id from ${ouMemberships} where ${ouMemberships.orgId} = ${reader.orgId}`;
  const withoutUnit = sql`(select count(*) from ${members}
    where ${isOurs} and ${members.role} <> 'admin' and ${members.orgMemberId} not in (${granted}))`;
  const counts = jsonObject({
    members: sql`sum(admins + editors + viewers)`,
    roles: jsonObject({ admin: sql`sum(admins)`, editor: sql`sum(editors)`, viewer: sql`sum(viewers)` }),
    invited: sql`sum(invited)`,
    without_unit: sql`case when ${asOrgAdmin} then ${withoutUnit} end`,
    expiring: sql`(select count(*) from ${ouMemberships} where ${ouMemberships.orgId} = ${reader.orgId} and ${endsSoon})`,
    units: sql`(select coalesce(json_agg(${overviewOf(reader)} order by ${orgUnitOrder}), '[]')
      from ${orgUnits} where ${orgUnits.orgId} = ${reader.orgId})`,
    newest: sql`(select json_agg(${jsonObject(memberFields)} order by ${members.createdAt} desc, ${members.orgMemberId} desc) from (
      select * from ${members} where ${isOurs} order by ${members.createdAt} desc, ${members.orgMemberId} desc limit ${NEWEST}
    ) as members)`,
  });
  const overview = await readJson<Overview>(
    tx,
    sql`select ${counts}::text as json from ${memberTallies} where ${memberTallies.orgId} = ${reader.orgId}`,
  );
  return overview.parse();
}
