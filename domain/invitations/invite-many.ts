import { sql } from "drizzle-orm";
import { violatedConstraint } from "@/db/errors";
import { members } from "@/db/schema/members";
import { orgUnits } from "@/db/schema/org-units";
import { ouMemberships } from "@/db/schema/ou-memberships";
import type { Tx } from "@/db/scope";
import { issueLinks } from "@/domain/account-links/issue-link";
import { queueMails } from "@/domain/mail/queue-mails";
import { assertUnitsExist } from "@/domain/members/create-member";
import { makerOf } from "@/domain/members/maker";
import type { InvitedMember, InviteMembersInput } from "@/domain/members/schema";
import type { Actor } from "@/lib/auth/actor";
import { DomainError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { MemberStatus } from "@/lib/roles";
import { nameOf } from "./invite";
import { type Invitee, type ReadRow, readInvitees } from "./read-invitees";

/** No argon2id hash, so no password fits it; a sign-in computes as long for it as for any other. */
const NO_PASSWORD = "!";
const ROUNDS = 3;

type Known = { org_member_id: string; status: MemberStatus };
type Person = Invitee & { memberId: string };
/** Who has which address, by its key: those that this call has added, and those who were there. */
type Settled = { invited: Map<string, Person>; existing: Map<string, Known> };

/**
 * Invites many at once: members, memberships, links and mails in one transaction, in as many statements for a thousand as
 * for one. A row whose address is taken or wrong is reported and hinders no other; each result stands in its row's place.
 * Throws org_unit_not_found for the whole call. (issue 4, Bulk)
 */
export async function inviteMany(tx: Tx, actor: Actor, input: InviteMembersInput): Promise<InvitedMember[]> {
  const rows = readInvitees(input.members);
  const people = rows.flatMap((row) => (row.kind === "invitee" ? [{ ...row, memberId: newId("mem") }] : []));
  await assertUnitsExist(tx, actor, input.ou_memberships);
  const settled = input.dry_run
    ? { invited: new Map(), existing: await findMembers(tx, actor, people) }
    : await settle(tx, actor, input, people);
  const invited = [...settled.invited.values()];
  if (invited.length > 0) {
    await grantAll(tx, actor, input, invited);
    await inviteAll(tx, actor, invited);
  }
  return rows.map((row) => resultOf(row, settled));
}

function resultOf(row: ReadRow, { invited, existing }: Settled): InvitedMember {
  const { index, email } = row;
  if (row.kind === "invalid") return { index, email, result: "invalid", errors: row.errors };
  const added = invited.get(row.key); // nobody in a dry run
  const fresh = { status: "invited" as const, ...(added ? { org_member_id: added.memberId } : {}) };
  const known = existing.get(row.key);
  if (row.kind === "repeated") return { index, email, result: "exists", ...(known ?? fresh), errors: row.errors };
  return known ? { index, email, result: "exists", ...known } : { index, email, result: "invited", ...fresh };
}

/** Adds those whose address is free, and finds who has the others. */
async function settle(tx: Tx, actor: Actor, input: InviteMembersInput, people: Person[]): Promise<Settled> {
  const invited = new Map<string, Person>();
  const existing = new Map<string, Known>();
  let open = people;
  // A second round is for a member who had an address when it was inserted and was removed before they were looked up.
  for (let round = 0; open.length > 0; round += 1) {
    if (round === ROUNDS) throw new DomainError("overloaded");
    const added = await insertMembers(tx, actor, input, open);
    for (const person of open) if (added.has(person.key)) invited.set(person.key, person);
    const taken = open.filter((person) => !added.has(person.key));
    if (taken.length > 0) for (const [key, known] of await findMembers(tx, actor, taken)) existing.set(key, known);
    open = taken.filter((person) => !existing.has(person.key));
  }
  return { invited, existing };
}

/** Inserts the people whose address is free and gives their keys, in the order of the keys, so that batches that share addresses wait and never deadlock. */
async function insertMembers(
  tx: Tx,
  actor: Actor,
  { role }: InviteMembersInput,
  people: Person[],
): Promise<Set<string>> {
  const maker = makerOf(actor);
  const fields = sql.raw(`"memberId" text, first_name text, last_name text, email text, key text`);
  const inserted = await tx.execute<{ email_key: string }>(
    sql`insert into ${members} (org_id, org_member_id, first_name, last_name, email, email_key, role, password_hash, invited_by, invited_by_name)
        select ${actor.orgId}, "memberId", first_name, last_name, email, key, ${role}, ${NO_PASSWORD}, ${maker.id}, ${maker.name}
          from json_to_recordset(${JSON.stringify(people)}::text::json) as invitees (${fields}) order by key collate "C"
            on conflict on constraint members_email_taken do nothing returning email_key`,
  );
  return new Set(inserted.map((row) => row.email_key));
}

async function findMembers(tx: Tx, actor: Actor, people: Person[]): Promise<Map<string, Known>> {
  const keys = JSON.stringify(people.map((person) => person.key));
  const found = await tx.execute<Known & { key: string }>(
    sql`select ${members.emailKey} as key, ${members.orgMemberId} as org_member_id, ${members.status} as status from ${members}
         where ${members.orgId} = ${actor.orgId}
           and ${members.emailKey} in (select json_array_elements_text(${keys}::text::json))`,
  );
  return new Map(found.map(({ key, ...known }) => [key, known]));
}

/** The memberships of all: those asked for, else the default OU with the org role, as for a single member. */
async function grantAll(tx: Tx, actor: Actor, input: InviteMembersInput, people: Person[]): Promise<void> {
  const { ou_memberships: wanted, role } = input;
  if (wanted?.length === 0) return;
  const ids = JSON.stringify(people.map((person) => person.memberId));
  const roleIn = wanted
    ? sql`join json_to_recordset(${JSON.stringify(wanted)}::text::json) as wanted (unit_id text, role text) using (unit_id)`
    : sql`join (select true as is_default, ${role}::text as role) as wanted using (is_default)`;
  try {
    await tx.execute(
      sql`insert into ${ouMemberships} (org_id, unit_id, org_member_id, role, granted_by)
          select u.org_id, u.unit_id, added.id, wanted.role, ${actor.memberId}
            from ${orgUnits} u ${roleIn} cross join json_array_elements_text(${ids}::text::json) as added (id)
           where u.org_id = ${actor.orgId}`,
    );
  } catch (error) {
    // The actor has been removed since their credential was read.
    throw violatedConstraint(error) === "ou_memberships_granter" ? new DomainError("unauthorized") : error;
  }
}

async function inviteAll(tx: Tx, actor: Actor, people: Person[]): Promise<void> {
  const { linkIds, expiresAt } = await issueLinks(tx, actor, "invitation", people);
  const facts = { inviter: await nameOf(tx, actor), expires_at: expiresAt.toISOString() };
  const mails = people.map(({ memberId, email }, index) => ({ memberId, to: email, linkId: linkIds[index] }));
  await queueMails(tx, actor, { kind: "invitation", facts, mails });
}
