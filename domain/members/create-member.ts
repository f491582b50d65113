import { and, eq, inArray, sql } from "drizzle-orm";
import { refusing } from "@/db/errors";
import { jsonValue } from "@/db/json";
import { members } from "@/db/schema/members";
import { orgUnits } from "@/db/schema/org-units";
import { organizations } from "@/db/schema/organizations";
import { ouMemberships } from "@/db/schema/ou-memberships";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { audit, changesBetween } from "@/domain/audit-log/audit";
import { invite } from "@/domain/invitations/invite";
import { hashNewPassword } from "@/lib/auth/password";
import { DomainError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { JsonText } from "@/lib/json-text";
import { addressKey } from "@/lib/mail-address";
import { readMember } from "./operations";
import type { CreateMemberInput, Member } from "./schema";

/**
 * Returns the work of hashing a new member's initial password, to be run outside a transaction. It throws invalid_content
 * for a password that is not allowed. (contract §4)
 */
export async function preparePassword(tx: Tx, actor: Actor, input: CreateMemberInput): Promise<() => Promise<string>> {
  const organization = await organizationName(tx, actor);
  const { first_name: first, last_name: last, email, password } = input;
  return () =>
    hashNewPassword({ password, owner: { first, last, email, organization }, kind: "initial", share: actor.orgId });
}

/**
 * Adds a member with their first OU memberships, and queues their invitation. Throws org_unit_not_found, email_taken.
 * (contract §3)
 */
export async function createMember(
  tx: Tx,
  actor: Actor,
  input: CreateMemberInput,
  passwordHash: string,
): Promise<{ memberId: string; member: JsonText<Member> }> {
  const memberId = newId("mem");
  await assertUnitsExist(tx, actor, input.ou_memberships);
  await insertMember(tx, actor, memberId, input, passwordHash);
  await insertMemberships(tx, actor, memberId, input);
  await invite(tx, actor, { memberId, email: input.email });
  const { role, ou_memberships } = input;
  audit(tx, "member.created", { id: memberId }, { changes: changesBetween({}, { role, ou_memberships }) });
  return { memberId, member: await readMember(tx, actor, memberId) };
}

async function organizationName(tx: Tx, actor: Actor): Promise<string> {
  const rows = await tx
    .select({ name: organizations.name })
    .from(organizations)
    .where(eq(organizations.orgId, actor.orgId));
  return rows[0]?.name ?? "";
}

async function insertMember(tx: Tx, actor: Actor, memberId: string, input: CreateMemberInput, passwordHash: string) {
  const values = {
    orgId: actor.orgId,
    orgMemberId: memberId,
    firstName: input.first_name,
    lastName: input.last_name,
    email: input.email,
    emailKey: addressKey(input.email),
    role: input.role,
    passwordHash,
  };
  await tx
    .insert(members)
    .values(values)
    .catch(refusing({ members_email_taken: "email_taken" }));
}

/** Checked before the member is inserted, because 404 comes before 409 (contract §3, order of refusals). */
export async function assertUnitsExist(
  tx: Tx,
  actor: Actor,
  wanted: CreateMemberInput["ou_memberships"] = [],
): Promise<void> {
  if (wanted.length === 0) return;
  const ids = wanted.map((entry) => entry.unit_id);
  const ofWanted = and(eq(orgUnits.orgId, actor.orgId), inArray(orgUnits.unitId, ids));
  const found = await tx.select({ unitId: orgUnits.unitId }).from(orgUnits).where(ofWanted);
  const reached = new Set(found.map((unit) => unit.unitId));
  const missing = ids.find((id) => !reached.has(id));
  if (missing !== undefined)
    throw new DomainError("org_unit_not_found", `ou_memberships names an OU that does not exist: ${missing}`);
}

async function insertMemberships(tx: Tx, actor: Actor, memberId: string, input: CreateMemberInput): Promise<void> {
  const wanted = input.ou_memberships;
  if (wanted?.length === 0) return;
  const isWanted = wanted
    ? sql`join json_to_recordset(${jsonValue(wanted)}) as wanted (unit_id text, role text) using (unit_id)`
    : sql`cross join (select ${input.role}::text as role) wanted`;
  const insert = sql`insert into ${ouMemberships} (org_id, unit_id, org_member_id, role, granted_by)
        select u.org_id, u.unit_id, ${memberId}, wanted.role, ${actor.memberId}
          from ${orgUnits} u ${isWanted}
         where u.org_id = ${actor.orgId} ${wanted ? sql`` : sql`and u.is_default`}`;
  // The actor was removed after their credential was read.
  await tx.execute(insert).catch(refusing({ ou_memberships_granter: "unauthorized" }));
}
