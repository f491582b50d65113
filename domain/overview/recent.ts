import { type SQL, sql } from "drizzle-orm";
import { jsonObject, jsonTime } from "@/db/json";
import { accessChanges } from "@/db/schema/access-changes";
import { members } from "@/db/schema/members";
import { orgUnits } from "@/db/schema/org-units";
import { ouMemberships } from "@/db/schema/ou-memberships";
import type { Reader } from "@/domain/access/reader";
import { changeJson } from "@/domain/access-changes/present";
import { endsSoon } from "@/domain/members/list-members";
import { memberFields } from "@/domain/members/present";

const SHOWN = 5;

const isEnding = (reader: Reader) => sql`${ouMemberships.orgId} = ${reader.orgId} and ${endsSoon}`;

/** The number of memberships that end soon. */
export const expiring = (reader: Reader): SQL => sql`(select count(*) from ${ouMemberships} where ${isEnding(reader)})`;

/** The memberships that end first. */
export function endingAccess(reader: Reader): SQL {
  const json = jsonObject({
    org_member_id: members.orgMemberId,
    name: sql`${members.firstName} || ' ' || ${members.lastName}`,
    unit_id: orgUnits.unitId,
    unit_name: orgUnits.name,
    expires_at: jsonTime(sql`ending.expires_at`),
  });
  return sql`(select coalesce(json_agg(${json} order by ending.expires_at), '[]')
    from (select * from ${ouMemberships} where ${isEnding(reader)} order by ${ouMemberships.expiresAt} limit ${SHOWN}) as ending
    join ${members} using (org_id, org_member_id) join ${orgUnits} using (org_id, unit_id))`;
}

/** The latest members. */
export function newestMembers(reader: Reader): SQL {
  const newestFirst = sql`${members.createdAt} desc, ${members.orgMemberId} collate "C" desc`;
  return sql`(select json_agg(${jsonObject(memberFields)} order by ${newestFirst}) from (
    select * from ${members} where ${members.orgId} = ${reader.orgId} order by ${newestFirst} limit ${SHOWN}) as members)`;
}

/** The latest changes of access, as far as the reader may see. */
export function lastChanges(reader: Reader): SQL {
  const newestFirst = sql`${accessChanges.createdAt} desc, ${accessChanges.changeId} collate "C" desc`;
  return sql`(select coalesce(json_agg(${changeJson} order by ${newestFirst}), '[]') from (
    select * from ${accessChanges} where ${accessChanges.orgId} = ${reader.orgId}
     order by ${newestFirst} limit ${SHOWN}) as access_changes)`;
}
