import { type SQL, sql } from "drizzle-orm";
import { jsonObject, jsonTime, readJson } from "@/db/json";
import { members } from "@/db/schema/members";
import { orgUnits } from "@/db/schema/org-units";
import { ouMemberships } from "@/db/schema/ou-memberships";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { overviewOf } from "@/domain/org-units/overviews";
import { orgUnitOrder } from "@/domain/org-units/present";
import { roles } from "@/lib/roles";
import type { Overview } from "./schema";

const NEWEST = 5;

/** Members by role and OU, and the newest ones, as far as the actor may see. */
export async function readOverview(tx: Tx, actor: Actor): Promise<Overview> {
  const isOurs = sql`${members.orgId} = ${actor.orgId}`;
  const granted = sql`select org_member_id from ${ouMemberships} where ${ouMemberships.orgId} = ${actor.orgId}`;
  const withoutUnit = sql`count(*) filter (where ${members.role} <> 'admin' and ${members.orgMemberId} not in (${granted}))`;
  const counts = jsonObject({
    members: sql`count(*)`,
    roles: jsonObject(Object.fromEntries(roles.map((role) => [role, withRole(role)]))),
    invited: sql`count(*) filter (where ${members.status} = 'invited')`,
    without_unit: actor.orgRole === "admin" ? withoutUnit : sql`null::int`,
    units: sql`(select coalesce(json_agg(${overviewOf(actor)} order by ${orgUnitOrder}), '[]')
      from ${orgUnits} where ${orgUnits.orgId} = ${actor.orgId})`,
    newest: sql`(select json_agg(${newcomer} order by ${members.createdAt} desc, ${members.orgMemberId} desc) from (
      select * from ${members} where ${isOurs} order by ${members.createdAt} desc, ${members.orgMemberId} desc limit ${NEWEST}
    ) as members)`,
  });
  const overview = await readJson<Overview>(tx, sql`select ${counts}::text as json from ${members} where ${isOurs}`);
  return overview.parse();
}

const withRole = (role: string): SQL => sql`count(*) filter (where ${members.role} = ${role})`;

const newcomer = jsonObject({
  org_member_id: members.orgMemberId,
  first_name: members.firstName,
  last_name: members.lastName,
  email: members.email,
  role: members.role,
  status: members.status,
  created_at: jsonTime(members.createdAt),
});
