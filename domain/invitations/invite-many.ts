import { and, eq, inArray, sql } from "drizzle-orm";
import { refusing } from "@/db/errors";
import { jsonValue } from "@/db/json";
import { members } from "@/db/schema/members";
import { orgUnits } from "@/db/schema/org-units";
import { ouMemberships } from "@/db/schema/ou-memberships";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { issueLinks } from "@/domain/account-links/issue-link";
import { audit, changesBetween } from "@/domain/audit-log/audit";
import { findExhausted } from "@/domain/mail/budget";
import { budgetWords } from "@/domain/mail/budget-words";
import { queueMails } from "@/domain/mail/queue-mails";
import type { InvitedMember, InviteMembersInput } from "@/domain/members/batch-schema";
import { assertUnitsExist } from "@/domain/members/create-member";
import { makerOf } from "@/domain/members/maker";
import { DomainError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { MemberStatus, Role } from "@/lib/roles";
import { nameOf } from "./invite";
import { type Invitee, type ReadRow, readInvitees } from "./read-invitees";

/** Not an argon2id hash, so no password matches it; a sign-in takes as long as for any other account. */
const NO_PASSWORD = "!";
const ROUNDS = 3;

type Known = { org_member_id: string; status: MemberStatus };
type Person = Invitee & { memberId: string; role: Role; ou_memberships: InviteMembersInput["ou_memberships"] };
/**
 * By address key: the people this call added, the members who already existed, and for addresses that have been sent enough
 * mail, the seconds until they may be invited.
 */
type Settled = { invited: Map<string, Person>; existing: Map<string, Known>; refused: Map<string, number> };

/**
 * Invites many people: members, memberships, links and mails in one transaction, with the same number of statements for a
 * thousand as for one. Rows whose address is taken, invalid or has been sent enough mail are reported and don't block the
 * rest; results are in the order of the rows. Throws org_unit_not_found for the whole call. (docs/decisions/018)
 */
export async function inviteMany(tx: Tx, actor: Actor, input: InviteMembersInput): Promise<InvitedMember[]> {
  const rows = readInvitees(input.members);
  const people = rows.flatMap((row) => (row.kind === "invitee" ? [personOf(row, input)] : []));
  await assertUnitsExist(tx, actor, unitsOf(input));
  const settled = await (input.dry_run ? predict(tx, actor, people) : inviteNow(tx, actor, people));
  return rows.map((row) => resultOf(row, settled));
}

/** A row's own role and memberships come before those of the call. */
function personOf(row: Invitee, { role, ou_memberships, members: asked }: InviteMembersInput): Person {
  const own = asked[row.index];
  return {
    ...row,
    memberId: newId("mem"),
    role: own?.role ?? role,
    ou_memberships: own?.ou_memberships ?? ou_memberships,
  };
}

/** Every OU that the call or a row names, once. */
function unitsOf({ ou_memberships: units = [], members: asked }: InviteMembersInput) {
  const named = [...units, ...asked.flatMap((row) => row.ou_memberships ?? [])];
  return [...new Map(named.map((entry) => [entry.unit_id, entry])).values()];
}

/** What a call would do, as far as can be known now. */
async function predict(tx: Tx, actor: Actor, people: Person[]): Promise<Settled> {
  const existing = await findMembers(tx, actor, people);
  const keys = people.map(({ key }) => key).filter((key) => !existing.has(key));
  return { invited: new Map(), existing, refused: await findExhausted(tx, actor, { kind: "invitation" }, keys) };
}

async function inviteNow(tx: Tx, actor: Actor, people: Person[]): Promise<Settled> {
  const found = await settle(tx, actor, people);
  const invited = [...found.invited.values()];
  if (invited.length === 0) return { ...found, refused: new Map() };
  await grantAll(tx, actor, invited);
  const refused = await inviteAll(tx, actor, invited);
  const changeSetId = newId("chg");
  for (const { key, memberId, first_name, last_name, role, ou_memberships } of invited) {
    if (refused.has(key)) continue;
    const changes = changesBetween({}, { role, ou_memberships });
    audit(tx, "member.invited", { id: memberId, name: `${first_name} ${last_name}` }, { changes, changeSetId });
  }
  return { ...found, refused };
}

function resultOf(row: ReadRow, { invited, existing, refused }: Settled): InvitedMember {
  const { index, email } = row;
  if (row.kind === "invalid") return { index, email, result: "invalid", errors: row.errors };
  const retryAfter = refused.get(row.key);
  if (retryAfter !== undefined) {
    const errors = [{ pointer: `/members/${index}/email`, detail: budgetWords(retryAfter) }];
    return { index, email, result: "refused", retry_after: retryAfter, errors };
  }
  const added = invited.get(row.key); // nobody in a dry run
  const fresh = { status: "invited" as const, ...(added ? { org_member_id: added.memberId } : {}) };
  const known = existing.get(row.key);
  if (row.kind === "repeated") return { index, email, result: "exists", ...(known ?? fresh), errors: row.errors };
  return known ? { index, email, result: "exists", ...known } : { index, email, result: "invited", ...fresh };
}

/** Adds the people whose address is free, and finds the members who have the other addresses. */
async function settle(tx: Tx, actor: Actor, people: Person[]): Promise<Omit<Settled, "refused">> {
  const invited = new Map<string, Person>();
  const existing = new Map<string, Known>();
  let open = people;
  // A second round, in case a member who held an address was removed before they were looked up.
  for (let round = 0; open.length > 0; round += 1) {
    if (round === ROUNDS) throw new DomainError("overloaded");
    const added = await insertMembers(tx, actor, open);
    for (const person of open) if (added.has(person.key)) invited.set(person.key, person);
    const taken = open.filter((person) => !added.has(person.key));
    if (taken.length > 0) for (const [key, known] of await findMembers(tx, actor, taken)) existing.set(key, known);
    open = taken.filter((person) => !existing.has(person.key));
  }
  return { invited, existing };
}

/** Inserts the people whose address is free and returns their keys; in key order, so batches that share addresses never deadlock. */
async function insertMembers(tx: Tx, actor: Actor, people: Person[]): Promise<Set<string>> {
  const maker = makerOf(actor);
  const fields = sql.raw(`"memberId" text, first_name text, last_name text, email text, key text, role text`);
  const inserted = await tx.execute<{ email_key: string }>(
    sql`insert into ${members} (org_id, org_member_id, first_name, last_name, email, email_key, role, password_hash, invited_by, invited_by_name)
        select ${actor.orgId}, "memberId", first_name, last_name, email, key, role, ${NO_PASSWORD}, ${maker.id}, ${maker.name}
          from json_to_recordset(${jsonValue(people)}) as invitees (${fields}) order by key collate "C"
            on conflict on constraint members_email_taken do nothing returning email_key`,
  );
  return new Set(inserted.map((row) => row.email_key));
}

async function findMembers(tx: Tx, actor: Actor, people: Person[]): Promise<Map<string, Known>> {
  const keys = jsonValue(people.map((person) => person.key));
  const isInvited = sql`${members.emailKey} in (select json_array_elements_text(${keys}))`;
  const found = await tx
    .select({ key: members.emailKey, org_member_id: members.orgMemberId, status: members.status })
    .from(members)
    .where(and(eq(members.orgId, actor.orgId), isInvited));
  return new Map(found.map(({ key, ...known }) => [key, known]));
}

/** Adds each person's memberships, or by default one in the default OU with their org role, as for a single member. */
async function grantAll(tx: Tx, actor: Actor, people: Person[]): Promise<void> {
  const wanted = people.flatMap(({ memberId, role, ou_memberships: units = [{ unit_id: null, role }] }) =>
    units.map((unit) => ({ ...unit, memberId })),
  );
  if (wanted.length === 0) return;
  const insert = sql`insert into ${ouMemberships} (org_id, unit_id, org_member_id, role, granted_by)
        select u.org_id, u.unit_id, wanted."memberId", wanted.role, ${actor.memberId}
          from json_to_recordset(${jsonValue(wanted)}) as wanted ("memberId" text, unit_id text, role text)
          join ${orgUnits} u on u.org_id = ${actor.orgId} and u.unit_id = coalesce(wanted.unit_id, (
            select unit_id from ${orgUnits} where ${orgUnits.orgId} = ${actor.orgId} and ${orgUnits.isDefault}))`;
  // The actor may have been removed after their credential was read.
  await tx.execute(insert).catch(refusing({ ou_memberships_granter: "unauthorized" }));
}

/** Invites the people, and removes those whose address has been sent enough mail; returns their keys and when to retry. */
async function inviteAll(tx: Tx, actor: Actor, people: Person[]): Promise<Map<string, number>> {
  const { linkIds, expiresAt } = await issueLinks(tx, actor, "invitation", people);
  const facts = { inviter: await nameOf(tx, actor), expires_at: expiresAt.toISOString() };
  const mails = people.map(({ memberId, email }, index) => ({ memberId, to: email, linkId: linkIds[index] }));
  const refused = await queueMails(tx, actor, { kind: "invitation", facts, mails });
  if (refused.length > 0) {
    const ids = refused.map(({ memberId }) => memberId);
    await tx.delete(members).where(and(eq(members.orgId, actor.orgId), inArray(members.orgMemberId, ids)));
  }
  const keys = new Map(people.map(({ memberId, key }) => [memberId, key]));
  return new Map(refused.map(({ memberId, retrySeconds }) => [keys.get(memberId) ?? "", retrySeconds]));
}
