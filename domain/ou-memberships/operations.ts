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
import { endMadeInUnit } from "@/domain/credentials/made";
import { readOrgUnit } from "@/domain/org-units/operations";
import { DomainError } from "@/lib/errors";
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
  if (endsCreated && role !== "admin") await endMadeInUnit(tx, actor, unitId, memberId);
  // The member or the actor may have been removed in the meantime.
  const gone = { ou_memberships_member: "member_not_found", ou_memberships_granter: "unauthorized" } as const;
  const row = await upsert(tx, actor, unitId, memberId, role).catch(refusing(gone));
  if (row?.granted) await notifyOfAccess(tx, actor, { unitId, memberId, role });
  if (row) return { granted: row.granted, membership: new JsonText(row.json) };
  await readOrgUnit(tx, actor, unitId); // throws if it is the OU that is missing
  throw new DomainError("member_not_found");
}

// One statement, so that a concurrent removal of the member leaves no orphan.
async function upsert(tx: Tx, actor: Actor, unitId: string, memberId: string, role: Role) {
  const rows = await tx.execute<{ granted: boolean; json: string }>(sql`
        with ou_memberships as (
          insert into ou_memberships as existing (org_id, unit_id, org_member_id, role, granted_by)
          select ${orgUnits.orgId}, ${orgUnits.unitId}, ${members.orgMemberId}, ${role}, ${actor.memberId}
            from ${orgUnits} join ${members} on ${members.orgId} = ${orgUnits.orgId}
           where ${orgUnits.orgId} = ${actor.orgId} and ${orgUnits.unitId} = ${unitId} and ${members.orgMemberId} = ${memberId}
          on conflict (org_id, unit_id, org_member_id) do update set role = excluded.role
          returning existing.*, xmax = 0 as granted)
        select ou_memberships.granted, ${ouMembershipJson}::text as json
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
  if (endsCreated) await endMadeInUnit(tx, actor, unitId, memberId);
  const ofOrganization = eq(ouMemberships.orgId, actor.orgId);
  const isGiven = and(ofOrganization, eq(ouMemberships.unitId, unitId), eq(ouMemberships.orgMemberId, memberId));
  const revoked = await tx.delete(ouMemberships).where(isGiven).returning({ unitId: ouMemberships.unitId });
  if (revoked.length > 0) return;
  await readOrgUnit(tx, actor, unitId);
  throw new DomainError("membership_not_found");
}
