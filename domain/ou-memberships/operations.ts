import { sql } from "drizzle-orm";
import { readJson } from "@/db/json";
import { type ListRequest, listAll, oldestFirst } from "@/db/keyset";
import { members } from "@/db/schema/members";
import { orgUnits } from "@/db/schema/org-units";
import { ouMemberships } from "@/db/schema/ou-memberships";
import type { Tx } from "@/db/scope";
import { type Again, streamAll } from "@/db/whole-list";
import type { Actor } from "@/domain/access/actor";
import type { Reader } from "@/domain/access/reader";
import { changeOne } from "@/domain/access-changes/change-access";
import { endMadeInUnit } from "@/domain/credentials/made";
import { DomainError, nullFor } from "@/lib/errors";
import type { JsonText } from "@/lib/json-text";
import type { Role } from "@/lib/roles";
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

/** What a grant has done: whether it was new, and the id of its access change unless nothing changed. */
type Granted = { granted: boolean; changeId: string | null; membership: JsonText<OuMembership> };

/**
 * Grants a member a role in the OU or changes it and its end; who has new access is told by mail. Idempotent. With
 * `endsCreated`, a role other than admin ends the service accounts that they made there. Throws org_unit_not_found,
 * member_not_found. (contract §3, §9, §13)
 */
export async function grantMembership(
  tx: Tx,
  actor: Actor,
  unitId: string,
  memberId: string,
  role: Role,
  endsCreated = false,
  expiresAt?: string | null,
): Promise<Granted> {
  const item = { op: "grant", unit_id: unitId, org_member_id: memberId, role, expires_at: expiresAt } as const;
  const { id: changeId, before } = await changeOne(tx, actor, item);
  if (endsCreated && role !== "admin") await endMadeInUnit(tx, actor, unitId, memberId, changeId ?? undefined);
  return { granted: before === null, changeId, membership: await readMembership(tx, actor, unitId, memberId) };
}

const readMembership = (tx: Tx, actor: Actor, unitId: string, memberId: string) =>
  readJson<OuMembership>(
    tx,
    sql`select ${ouMembershipJson}::text as json from ${ouMemberships} join ${members}
            on ${members.orgId} = ${ouMemberships.orgId} and ${members.orgMemberId} = ${ouMemberships.orgMemberId}
         where ${ouMemberships.orgId} = ${actor.orgId} and ${ouMemberships.unitId} = ${unitId}
           and ${ouMemberships.orgMemberId} = ${memberId}`,
    "member_not_found",
  );

/**
 * Ends a member's membership in the OU, and with `endsCreated` the service accounts that they made there. Returns the id of
 * the access change. Throws org_unit_not_found, membership_not_found.
 */
export async function revokeMembership(
  tx: Tx,
  actor: Actor,
  unitId: string,
  memberId: string,
  endsCreated = false,
): Promise<string | null> {
  const revoked = await changeOne(tx, actor, { op: "revoke", unit_id: unitId, org_member_id: memberId }).catch(
    asMissing,
  );
  if (!revoked?.id) throw new DomainError("membership_not_found");
  if (endsCreated) await endMadeInUnit(tx, actor, unitId, memberId, revoked.id);
  return revoked.id;
}

const asMissing = nullFor("member_not_found");
