import { and, eq, gt, isNull, ne, sql } from "drizzle-orm";
import { jsonObject, jsonTime, readJson } from "@/db/json";
import { accountLinks } from "@/db/schema/account-links";
import { members } from "@/db/schema/members";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import type { Reader } from "@/domain/access/reader";
import { issueLink, revokeLinks } from "@/domain/account-links/issue-link";
import { audit, changesBetween } from "@/domain/audit-log/audit";
import { queueMail } from "@/domain/mail/queue-mail";
import { attemptKey, takeAttempt } from "@/domain/sessions/attempt-limits";
import { DomainError } from "@/lib/errors";
import { addressKey } from "@/lib/mail-address";
import { timestampOf } from "@/lib/timestamp";
import type { ChangeEmailInput, OwnEmail, PendingEmail } from "./schema";
import { assertOwnPassword, readSelf, selfOf } from "./self";

const KIND = "email_confirmation";
const MEMBER_LIMIT = 5; // confirmations a member may send in fifteen minutes
const ADDRESS_LIMIT = 3; // confirmations one mailbox may receive in that time

/**
 * Returns the check before a change of the actor's own address, to be run outside a transaction. It throws invalid_content
 * for a wrong password or the address they already have, and too_many_attempts after ten wrong passwords or too many mails.
 */
export async function prepareEmailChange(tx: Tx, actor: Actor, input: ChangeEmailInput): Promise<() => Promise<void>> {
  const self = await readSelf(tx, actor);
  return () => assertMayChangeTo(actor, self, input);
}

async function assertMayChangeTo(actor: Actor, self: { email: string; hash: string }, input: ChangeEmailInput) {
  const { email } = input;
  await assertOwnPassword(actor, self.hash, input.current_password);
  if (email === self.email) throw sameAddress();
  const limits = new Map([
    [attemptKey("confirmation for", `${actor.orgId} ${actor.memberId}`), MEMBER_LIMIT],
    [attemptKey("confirmation for", addressKey(email)), ADDRESS_LIMIT],
  ]);
  if (!(await takeAttempt(limits))) {
    throw new DomainError("too_many_attempts", "Too many confirmations were sent; try again in fifteen minutes.");
  }
}

/** Starts the change: mails a link to the new address. Nothing changes until it is confirmed. Throws email_taken. */
export async function requestEmailChange(tx: Tx, actor: Actor, { email }: ChangeEmailInput): Promise<PendingEmail> {
  const before = await lockSelf(tx, actor);
  await assertFree(tx, actor, email);
  const { linkId, expiresAt } = await issueLink(tx, actor, { kind: KIND, memberId: actor.memberId, email });
  const facts = { new_email: email, expires_at: expiresAt.toISOString() };
  await queueMail(tx, actor, { kind: KIND, memberId: actor.memberId, to: email, linkId, facts });
  audit(tx, "member.email_change_requested", { id: actor.memberId }, { changes: changesBetween(before, { email }) });
  return pending(email, expiresAt);
}

/** The reader's own address, and the one waiting to be confirmed. */
export async function readOwnEmail(tx: Tx, reader: Reader): Promise<OwnEmail> {
  const live = and(isNull(accountLinks.usedAt), isNull(accountLinks.revokedAt), gt(accountLinks.expiresAt, sql`now()`));
  const own = and(eq(accountLinks.orgId, reader.orgId), eq(accountLinks.orgMemberId, reader.memberId));
  const link = jsonObject({ email: accountLinks.email, expires_at: jsonTime(accountLinks.expiresAt) });
  const json = jsonObject({
    email: members.email,
    pending: sql`(select ${link} from ${accountLinks} where ${and(own, eq(accountLinks.kind, KIND), live)}
      order by ${accountLinks.createdAt} desc limit 1)`,
  });
  const statement = sql`select ${json}::text as json from ${members} where ${selfOf(reader)}`;
  return (await readJson<OwnEmail>(tx, statement, "unauthorized")).parse();
}

/** Cancels a pending change and ends its link. Does nothing if there is none. */
export async function cancelEmailChange(tx: Tx, actor: Actor): Promise<void> {
  const [email] = await revokeLinks(tx, actor, actor.memberId, KIND);
  audit(
    tx,
    "member.email_change_cancelled",
    { id: actor.memberId },
    { changes: changesBetween({ email }, { email: null }) },
  );
}

/** Always locks the member's row before their links, so a concurrent deactivation is either seen or waits and ends the new link. */
async function lockSelf(tx: Tx, actor: Actor): Promise<{ email: string }> {
  const self = and(selfOf(actor), eq(members.status, "active"));
  const [row] = await tx.select({ email: members.email }).from(members).where(self).for("no key update");
  if (!row) throw new DomainError("unauthorized");
  return row;
}

/** Every member can read the directory, so saying that an address is taken reveals nothing. */
async function assertFree(tx: Tx, actor: Actor, email: string): Promise<void> {
  const others = and(eq(members.orgId, actor.orgId), ne(members.orgMemberId, actor.memberId));
  const taken = and(others, eq(members.emailKey, addressKey(email)));
  const rows = await tx.select({ id: members.orgMemberId }).from(members).where(taken);
  if (rows.length > 0) throw new DomainError("email_taken");
}

function sameAddress(): DomainError {
  return new DomainError("invalid_content", undefined, [{ pointer: "/email", detail: "is already your address" }]);
}

const pending = (email: string, expiresAt: Date): PendingEmail => ({ email, expires_at: timestampOf(expiresAt) });
