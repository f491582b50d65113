import { type SQL, type SQLWrapper, sql } from "drizzle-orm";
import { jsonObject, jsonTime, jsonValue, readJson } from "@/db/json";
import { members } from "@/db/schema/members";
import { orgUnits } from "@/db/schema/org-units";
import { ouMemberships } from "@/db/schema/ou-memberships";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { type AccessState, type Item, type KnownMember, pairOf, unitOf } from "./item";
import { mayChangeMembers } from "./policy";

type Found = {
  members: ({ id: string } & KnownMember)[];
  units: { id: string; name: string }[];
  grants: { unit: string; member: string; role: KnownMember["role"]; expires_at: string | null }[];
  admins: number;
  actor: string | null;
};

/**
 * Reads all that the items touch, in one statement. Members whose role or status may change are locked, so that nobody signs
 * in or makes a token meanwhile. Call it under lockAccess.
 */
export async function readState(tx: Tx, actor: Actor, items: readonly Item[]): Promise<AccessState> {
  const setsMembers = items.some((item) => unitOf(item) === null) && mayChangeMembers(actor);
  const asked = (ids: Iterable<string | null>) => jsonValue([...new Set(ids)].filter((id) => id !== null));
  const ids = sql`select json_array_elements_text(${asked(items.map((item) => item.org_member_id))})`;
  const unitIds = sql`select json_array_elements_text(${asked(items.map(unitOf))})`;
  const pairs = items.flatMap((item) => {
    const unit = unitOf(item);
    return unit === null ? [] : [{ unit, member: item.org_member_id }];
  });
  const found = await readJson<Found>(
    tx,
    sql`with touched as materialized (select * from ${members}
          where ${ofOrganization(members, actor)} and ${members.orgMemberId} in (${ids})
          order by ${members.orgMemberId} ${setsMembers ? sql`for no key update` : sql``})
        select ${jsonObject({
          members: sql`(select coalesce(json_agg(${member}), '[]') from touched)`,
          units: sql`(select coalesce(json_agg(${unit}), '[]') from ${orgUnits}
            where ${ofOrganization(orgUnits, actor)} and ${orgUnits.unitId} in (${unitIds}))`,
          grants: sql`(select coalesce(json_agg(${grant}), '[]') from ${ouMemberships}
            join json_to_recordset(${jsonValue(pairs)}) as pairs (unit text, member text)
              on ${ouMemberships.unitId} = pairs.unit and ${ouMemberships.orgMemberId} = pairs.member
            where ${ofOrganization(ouMemberships, actor)})`,
          admins: setsMembers
            ? sql`(select count(*) from ${members} where ${ofOrganization(members, actor)}
                and ${members.role} = 'admin' and ${members.status} = 'active')`
            : sql`0`,
          actor: sql`(select ${members.firstName} || ' ' || ${members.lastName} from ${members}
            where ${ofOrganization(members, actor)} and ${members.orgMemberId} = ${actor.memberId})`,
        })}::text as json`,
  );
  return stateOf(found.parse());
}

const ofOrganization = ({ orgId }: { orgId: SQLWrapper }, actor: Actor): SQL => sql`${orgId} = ${actor.orgId}`;

const member = jsonObject({
  id: sql`org_member_id`,
  name: sql`first_name || ' ' || last_name`,
  email: sql`email`,
  role: sql`role`,
  status: sql`status`,
  accepted: sql`accepted_at is not null`,
});
const unit = jsonObject({ id: orgUnits.unitId, name: orgUnits.name });
const grant = jsonObject({
  unit: ouMemberships.unitId,
  member: ouMemberships.orgMemberId,
  role: ouMemberships.role,
  expires_at: jsonTime(ouMemberships.expiresAt),
});

const stateOf = ({ members, units, grants, admins, actor }: Found): AccessState => ({
  members: new Map(members.map(({ id, ...known }) => [id, known])),
  units: new Map(units.map(({ id, name }) => [id, name])),
  grants: new Map(grants.map(({ unit, member, role, expires_at }) => [pairOf(unit, member), { role, expires_at }])),
  admins,
  actor,
});
