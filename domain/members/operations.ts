import { type SQL, sql } from "drizzle-orm";
import { refusing } from "@/db/errors";
import { jsonObject, readJson } from "@/db/json";
import { members } from "@/db/schema/members";
import { orgUnits } from "@/db/schema/org-units";
import { scopeOnlyUnitId } from "@/db/schema/scope";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import type { Reader } from "@/domain/access/reader";
import { type BeforeAdmin, changeOne } from "@/domain/access-changes/change-access";
import { readUnderAccessLock } from "@/domain/access-changes/lock-access";
import { audit, changesBetween } from "@/domain/audit-log/audit";
import { endMade } from "@/domain/credentials/made";
import { presentedCredential } from "@/domain/credentials/presented";
import { inviteAtNewAddress } from "@/domain/invitations/invite";
import { notifyOfNewAddress } from "@/domain/mail/notify-of-new-address";
import { activeOrgUnitJson } from "@/domain/org-units/present";
import { DomainError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { JsonText } from "@/lib/json-text";
import { addressKey } from "@/lib/mail-address";
import type { MemberStatus } from "@/lib/roles";
import { keepAnAdminBeside } from "./last-admin";
import { isMember, lockMember, nameOf } from "./member-row";
import { isActiveAdmin, mayChangeEmailOrRole } from "./policy";
import { meFields, memberJson } from "./present";
import type { Me, Member, UpdateMemberInput } from "./schema";

/** One member. Throws member_not_found. */
export async function readMember(tx: Tx, reader: Reader, memberId: string): Promise<JsonText<Member>> {
  return readJson<Member>(
    tx,
    sql`select ${memberJson}::text as json from ${members} where ${isMember(reader, memberId)}`,
    "member_not_found",
  );
}

/** The caller's own account and credential, with the OU that the request works in if they have access to it. (contract §3) */
export async function readMe(tx: Tx, reader: Reader, selectedUnitId: string | SQL | undefined): Promise<JsonText<Me>> {
  const activeOu = sql`(select ${activeOrgUnitJson} from ${orgUnits}
    where ${orgUnits.orgId} = ${reader.orgId} and ${orgUnits.unitId} = ${selectedUnitId ?? scopeOnlyUnitId})`;
  return readJson<Me>(
    tx,
    sql`select ${jsonObject({ ...meFields, active_ou: activeOu, credential: presentedCredential })}::text as json
            from ${members} where ${isMember(reader, reader.memberId)}`,
    "unauthorized", // they were removed after their credential was read
  );
}

/**
 * Replaces a member's name, e-mail address and org role, and notifies them of a new address. Throws member_not_found,
 * email_taken, last_admin, and forbidden if a member changes more than their own name. `beforeAdmin` is called before
 * somebody becomes an admin; `endsCreated` ends what they made if their role is no longer admin. Returns the id of the access
 * change if the role is another. (contract §2, §3, §13)
 */
export async function updateMember(
  tx: Tx,
  actor: Actor,
  memberId: string,
  input: UpdateMemberInput,
  { beforeAdmin, endsCreated = false }: { beforeAdmin?: BeforeAdmin; endsCreated?: boolean } = {},
): Promise<string | null> {
  const privileged = mayChangeEmailOrRole(actor);
  const before = await readUnderAccessLock(tx, actor, () => lockMember(tx, actor, memberId));
  if (!privileged && (before.email !== input.email || before.role !== input.role)) throw new DomainError("forbidden");
  const ofRole = { op: "set_org_role", org_member_id: memberId, role: input.role, end_created: endsCreated } as const;
  const isAbout = privileged && (before.role !== input.role || endsCreated);
  const change = isAbout ? await changeOne(tx, actor, ofRole, beforeAdmin) : null;
  const identity = {
    firstName: input.first_name,
    lastName: input.last_name,
    email: input.email,
    emailKey: addressKey(input.email),
  };
  await tx
    .update(members)
    .set(identity)
    .where(isMember(actor, memberId))
    .catch(refusing({ members_email_taken: "email_taken" }));
  if (before.email !== input.email) await followNewAddress(tx, actor, memberId, before, input.email);
  const { role: _role, ...renamed } = input; // the change of access has an entry of its own
  audit(tx, "member.updated", { id: memberId }, { changes: changesBetween(before, renamed) });
  return change?.id ?? null;
}

/** An invited member is invited again at the new address; for an active one, old links end and both addresses are notified. */
async function followNewAddress(
  tx: Tx,
  actor: Actor,
  memberId: string,
  before: { email: string; status: MemberStatus },
  email: string,
): Promise<void> {
  if (before.status === "invited") await inviteAtNewAddress(tx, actor, { memberId, email });
  if (before.status !== "active") return;
  await tx.execute(sql`select end_account_links(${memberId}::text)`);
  await notifyOfNewAddress(tx, actor, { memberId, before: before.email, after: email });
}

/**
 * Removes a member with their memberships, tokens, links and mails, and with `endsCreated` also what they made. Throws
 * member_not_found, last_admin.
 */
export async function removeMember(tx: Tx, actor: Actor, memberId: string, endsCreated = false): Promise<void> {
  const member = await readUnderAccessLock(tx, actor, () => lockMember(tx, actor, memberId));
  if (isActiveAdmin(member)) await keepAnAdminBeside(tx, actor, memberId);
  const changeSetId = endsCreated ? newId("chg") : undefined;
  if (endsCreated) await endMade(tx, [memberId], changeSetId);
  await tx.delete(members).where(isMember(actor, memberId));
  audit(tx, "member.removed", { id: memberId, name: nameOf(member) }, { changeSetId });
}
