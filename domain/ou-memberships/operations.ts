import { and, eq, sql } from "drizzle-orm";
import { refusing } from "@/db/errors";
import { type ListRequest, listAll, oldestFirst } from "@/db/keyset";
import { members } from "@/db/schema/members";
import { orgUnits } from "@/db/schema/org-units";
import { ouMemberships } from "@/db/schema/ou-memberships";
import type { Tx } from "@/db/scope";
import { type Again, streamAll } from "@/db/whole-list";
import type { Actor } from "@/domain/access/actor";
import type { Reader } from "@/domain/access/reader";
import { audit, changesBetween } from "@/domain/audit-log/audit";
import { endMadeInUnit } from "@/domain/credentials/made";
import { readOrgUnit } from "@/domain/org-units/operations";
import { DomainError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import { JsonText } from "@/lib/json-text";
import type { Role } from "@/lib/roles";
import { notifyOfAccess } from "./notify-of-access";
import { ouMembershipJson } from "./present";
import type { OuMembership } from "./schema";

/** The memberships of an OU, oldest first. Throws org_unit_not_found. */
export const listMemberships = (tx: Tx, reader: Reader, unitId: string) =>
  listAll<OuMembership>(tx, membershipList(reader, unitId));

/** The same list, streamed if it is long. */
export const streamMemberships = (tx: Tx, reader: Reader, unitId: string, again: Again) =>
  streamAll<OuMembership>(tx, again, membershipList(reader, unitId));

const membershipList = (reader: Reader, unitId: string): ListRequest => ({
  from: ouMemberships,
  where: sql`${ouMemberships.orgId} = ${reader.orgId} and ${ouMemberships.unitId} = ${unitId}`,
  sort: oldestFirst(ouMemberships.createdAt, ouMemberships.orgMemberId),
  item: ouMembershipJson,
  total: null,
  beside: sql`join ${members} on ${members.orgId} = ${ouMemberships.orgId} and ${members.orgMemberId} = ${ouMemberships.orgMemberId}`,
  owner: {
    json: sql`select 'true' from ${orgUnits} where ${orgUnits.orgId} = ${reader.orgId} and ${orgUnits.unitId} = ${unitId}`,
    missing: "org_unit_not_found",
  },
});

/**
 * Grants a member a role in the OU or changes it, and returns whether it was newly granted; the member is then notified by
 * mail. Idempotent. With `endsCreated`, a role other than admin ends the service accounts that they made there. Throws
 * org_unit_not_found, member_not_found. (contract §3, §13)
 */
export async function grantMembership(
  tx: Tx,
  actor: Actor,
  unitId: string,
  memberId: string,
  role: Role,
  endsCreated = false,
): Promise<{ granted: boolean; membership: JsonText<OuMembership> }> {
  const changeSetId = endsCreated ? newId("chg") : undefined;
  if (endsCreated && role !== "admin") await endMadeInUnit(tx, actor, unitId, memberId, changeSetId);
  // The member or the actor may have been removed in the meantime.
  const gone = { ou_memberships_member: "member_not_found", ou_memberships_granter: "unauthorized" } as const;
  const attempt = () => upsert(tx, actor, unitId, memberId, role).catch(refusing(gone));
  const row = (await attempt()) ?? (await attempt());
  if (row?.granted) await notifyOfAccess(tx, actor, { unitId, memberId, role });
  if (row) {
    const changes = changesBetween({ role: row.granted ? null : row.before }, { role });
    const action = row.granted ? "membership.granted" : "membership.changed";
    audit(tx, action, { id: memberId }, { unitId, changes, changeSetId });
    return { granted: row.granted, membership: new JsonText(row.json) };
  }
  await readOrgUnit(tx, actor, unitId); // throws if it is the OU that is missing
  throw new DomainError("member_not_found");
}

// One statement, so that a concurrent removal of the member leaves no orphan. It gives no row where another request has just
// granted access; the next attempt finds that one and locks it, and so knows what it changes.
async function upsert(tx: Tx, actor: Actor, unitId: string, memberId: string, role: Role) {
  const rows = await tx.execute<{ granted: boolean; before: Role | null; json: string }>(sql`
        with old as materialized (
          select role from ou_memberships
           where org_id = ${actor.orgId} and unit_id = ${unitId} and org_member_id = ${memberId} for no key update),
        ou_memberships as (
          insert into ou_memberships as existing (org_id, unit_id, org_member_id, role, granted_by)
          select ${orgUnits.orgId}, ${orgUnits.unitId}, ${members.orgMemberId}, ${role}, ${actor.memberId}
            from ${orgUnits} join ${members} on ${members.orgId} = ${orgUnits.orgId} left join old on true
           where ${orgUnits.orgId} = ${actor.orgId} and ${orgUnits.unitId} = ${unitId} and ${members.orgMemberId} = ${memberId}
          on conflict (org_id, unit_id, org_member_id) do update set role = excluded.role where exists (select from old)
          returning existing.*, xmax = 0 as granted)
        select ou_memberships.granted, (select role from old) as before, ${ouMembershipJson}::text as json
          from ou_memberships
          join ${members} on ${members.orgId} = ou_memberships.org_id and ${members.orgMemberId} = ou_memberships.org_member_id`);
  return rows[0];
}

/**
 * Ends a member's membership in the OU, and with `endsCreated` the service accounts that they made there. Throws
 * org_unit_not_found, membership_not_found.
 */
export async function revokeMembership(
  tx: Tx,
  actor: Actor,
  unitId: string,
  memberId: string,
  endsCreated = false,
): Promise<void> {
  const changeSetId = endsCreated ? newId("chg") : undefined;
  if (endsCreated) await endMadeInUnit(tx, actor, unitId, memberId, changeSetId);
  const ofOrganization = eq(ouMemberships.orgId, actor.orgId);
  const isGiven = and(ofOrganization, eq(ouMemberships.unitId, unitId), eq(ouMemberships.orgMemberId, memberId));
  const [revoked] = await tx.delete(ouMemberships).where(isGiven).returning({ role: ouMemberships.role });
  if (revoked) {
    const changes = changesBetween(revoked, { role: null });
    return audit(tx, "membership.revoked", { id: memberId }, { unitId, changes, changeSetId });
  }
  await readOrgUnit(tx, actor, unitId);
  throw new DomainError("membership_not_found");
}
