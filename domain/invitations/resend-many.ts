import { sql } from "drizzle-orm";
import { jsonValue } from "@/db/json";
import { members } from "@/db/schema/members";
import { messages } from "@/db/schema/messages";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { lockAccess } from "@/domain/access-changes/lock-access";
import { issueLinks, revokeLinksOf } from "@/domain/account-links/issue-link";
import { audit } from "@/domain/audit-log/audit";
import { findExhausted } from "@/domain/mail/budget";
import { budgetWords } from "@/domain/mail/budget-words";
import { type Leaving, queueMails } from "@/domain/mail/queue-mails";
import { makerOf } from "@/domain/members/maker";
import { findMatching, selectionChanged } from "@/domain/members/matching";
import { DomainError } from "@/lib/errors";
import { newId } from "@/lib/ids";
import type { MemberStatus, Role } from "@/lib/roles";
import { nameOf } from "./invite";
import { COOL_DOWN_SECONDS } from "./operations";
import { RESENT_AT_ONCE, type ResendInvitationsInput, type ResentInvitation } from "./resend-schema";

type Person = { id: string; name: string; email: string; email_key: string; role: Role; status: MemberStatus };
type Refusal = Pick<ResentInvitation, "code" | "detail" | "retry_after">;

/**
 * Sends the invitations of many members again, in one transaction and the same number of statements however many they are.
 * Members who are not invited and addresses that may not be sent one now are reported and don't block the rest. `beforeAdmin`
 * is called before an invitation that makes an admin. Throws selection_changed, and invalid_content for too many members.
 */
export async function resendMany(
  tx: Tx,
  actor: Actor,
  input: ResendInvitationsInput,
  beforeAdmin: () => void = () => {},
): Promise<ResentInvitation[]> {
  await lockAccess(tx, actor);
  const ids = await idsOf(tx, actor, input);
  const people = new Map((await lockPeople(tx, actor, ids)).map((person) => [person.id, person]));
  const invited = [...people.values()].filter(({ status }) => status === "invited");
  const early = await findEarly(tx, actor, invited);
  const open = invited.filter(({ id }) => !early.has(id));
  if (!input.dry_run && open.some(({ role }) => role === "admin")) beforeAdmin();
  const exhausted = await (input.dry_run ? predict : send)(tx, actor, open);
  const refused = new Map([
    ...[...early].map(([id, seconds]): [string, Refusal] => [id, tooSoon(seconds)]),
    ...[...exhausted].map(([id, seconds]): [string, Refusal] => [id, overBudget(seconds)]),
  ]);
  return ids.map((id) => resultOf(id, people.get(id), refused.get(id)));
}

function resultOf(id: string, person: Person | undefined, refusal: Refusal | undefined): ResentInvitation {
  if (!person) return { org_member_id: id, name: null, email: null, result: "unknown" };
  const { name, email, status } = person;
  const about = { org_member_id: id, name, email };
  if (status !== "invited") return { ...about, result: "not_invited" };
  return refusal ? { ...about, result: "refused", ...refusal } : { ...about, result: "sent" };
}

const tooSoon = (seconds: number): Refusal => ({
  code: "too_soon",
  detail: `An invitation went to this address within the last minute; try again in ${seconds} seconds.`,
  retry_after: seconds,
});
const overBudget = (seconds: number): Refusal => ({
  code: "mail_budget_exhausted",
  detail: budgetWords(seconds),
  retry_after: seconds,
});

async function idsOf(tx: Tx, actor: Actor, input: ResendInvitationsInput): Promise<string[]> {
  if (input.members === undefined) return input.org_member_ids ?? [];
  const ids = await findMatching(tx, actor, input.members);
  if (ids.length !== input.expected_count) throw selectionChanged("/members", ids.length);
  if (ids.length <= RESENT_AT_ONCE) return ids;
  const detail = `must match at most ${RESENT_AT_ONCE} members`;
  throw new DomainError("invalid_content", undefined, [{ pointer: "/members", detail }]);
}

/** Locks the members by id: until the transaction ends, nobody accepts one of these invitations or sends another. */
const lockPeople = (tx: Tx, actor: Actor, ids: readonly string[]) =>
  tx.execute<Person>(
    sql`select org_member_id as id, first_name || ' ' || last_name as name, email, email_key, role, status from ${members}
         where ${members.orgId} = ${actor.orgId} and ${members.orgMemberId} in (select json_array_elements_text(${jsonValue(ids)}))
         order by org_member_id collate "C" for no key update`,
  );

/** For each person who was sent an invitation a moment ago, the seconds until the next may go. */
async function findEarly(tx: Tx, { orgId }: Actor, people: readonly Person[]): Promise<Map<string, number>> {
  const found = await tx.execute<{ id: string; seconds: number }>(
    sql`select p.id, ceil(${COOL_DOWN_SECONDS} - extract(epoch from now() - max(${messages.createdAt})))::int as seconds
          from json_to_recordset(${jsonValue(people)}) as p (id text, email text)
          join ${messages} on ${messages.orgId} = ${orgId} and ${messages.orgMemberId} = p.id
           and ${messages.toAddress} = p.email and ${messages.kind} = 'invitation'
           and ${messages.createdAt} > now() - make_interval(secs => ${COOL_DOWN_SECONDS})
         group by p.id`,
  );
  return new Map(found.map(({ id, seconds }) => [id, Math.min(Math.max(seconds, 1), COOL_DOWN_SECONDS)]));
}

/** Whose address would be refused, and for how long. */
async function predict(tx: Tx, actor: Actor, people: readonly Person[]): Promise<Map<string, number>> {
  const byAddress = await findExhausted(
    tx,
    actor,
    { kind: "invitation" },
    people.map(({ email_key: key }) => key),
  );
  return new Map(
    people.flatMap(({ id, email_key: key }) => (byAddress.has(key) ? [[id, byAddress.get(key) ?? 0]] : [])),
  );
}

/** Sends the invitations whose addresses have budget left; returns the others. Only theirs keep their earlier links. */
async function send(tx: Tx, actor: Actor, people: readonly Person[]): Promise<Map<string, number>> {
  if (people.length === 0) return new Map();
  const facts = { inviter: await nameOf(tx, actor) };
  const mails = people.map(({ id, email }) => ({ memberId: id, to: email }));
  const withLinks = (leaving: Leaving[]) => renew(tx, actor, leaving);
  const refused = await queueMails(tx, actor, { kind: "invitation", facts, mails, withLinks });
  const left = new Map(refused.map(({ memberId, retrySeconds }) => [memberId, retrySeconds]));
  const changeSetId = newId("chg");
  for (const { id } of people) if (!left.has(id)) audit(tx, "member.invitation_resent", { id }, { changeSetId });
  return left;
}

/** Makes the actor the sender of these invitations, and gives each mail its new link. */
async function renew(tx: Tx, actor: Actor, leaving: Leaving[]): Promise<Leaving[]> {
  const maker = makerOf(actor);
  const ids = leaving.map(({ memberId }) => memberId);
  await tx.execute(
    sql`update ${members} set invited_by = ${maker.id}, invited_by_name = ${maker.name}
         where ${members.orgId} = ${actor.orgId} and ${members.orgMemberId} in (select json_array_elements_text(${jsonValue(ids)}))`,
  );
  await revokeLinksOf(tx, actor, "invitation", ids);
  const recipients = leaving.map(({ memberId, to }) => ({ memberId, email: to }));
  const { linkIds, expiresAt } = await issueLinks(tx, actor, "invitation", recipients);
  const facts = { expires_at: expiresAt.toISOString() };
  return leaving.map((mail, index) => ({ ...mail, linkId: linkIds[index], facts }));
}
