import { and, desc, eq, gte, isNull, sql } from "drizzle-orm";
import type { Jobs } from "@/db/jobs";
import { accountLinks } from "@/db/schema/account-links";
import { members } from "@/db/schema/members";
import { type Tx, withScope } from "@/db/scope";
import { queuePasswordReset } from "@/db/sign-in";
import type { Actor } from "@/domain/access/actor";
import { selfById } from "@/domain/access/operator";
import { issueLink } from "@/domain/account-links/issue-link";
import { queueMail } from "@/domain/mail/queue-mail";
import { guessKey, spend } from "@/domain/sessions/guess";
import { networkOf } from "@/lib/auth/client";
import { DomainError } from "@/lib/errors";
import { addressKey } from "@/lib/mail-address";

const ADDRESS_LIMIT = 3; // mails to one mailbox in a quarter of an hour
const CLIENT_LIMIT = 20; // many people may sit behind one network address
const COOL_DOWN_SECONDS = 60;

/**
 * Takes the wish for a new password for an e-mail address. The answer and the work are the same whoever has it, and over
 * the limits too nothing is told; the mails are made by a job (docs/decisions/023).
 */
export async function requestPasswordReset(email: string, ip: string | null): Promise<void> {
  const emailKey = addressKey(email.trim());
  const limits = new Map([[guessKey("reset of", emailKey), ADDRESS_LIMIT]]);
  if (ip) limits.set(guessKey("reset from", networkOf(ip)), CLIENT_LIMIT);
  if (await spend(limits)) await queuePasswordReset(emailKey);
}

/**
 * The job: a mail for each account that the address had. An active member gets a link to choose a new password, an invited
 * one the invitation that still waits, anyone else nothing. Run again, it sends nothing twice.
 */
export async function sendResetLinks({ accounts }: Jobs["request_password_reset"], requestedAt: Date): Promise<void> {
  for (const account of accounts) {
    const self = selfById(account.org_id, account.org_member_id);
    await withScope(self, (tx) => sendResetLink(tx, self, requestedAt)).catch(unlessExhausted);
  }
}

/** If the address has been sent enough mail, the earlier link goes on working, and nobody is told (docs/decisions/023). */
function unlessExhausted(error: unknown): void {
  if (!(error instanceof DomainError && error.code === "mail_budget_exhausted")) throw error;
}

async function sendResetLink(tx: Tx, self: Actor, requestedAt: Date): Promise<void> {
  const own = and(eq(members.orgId, self.orgId), eq(members.orgMemberId, self.memberId));
  const [member] = await tx
    .select({ email: members.email, status: members.status })
    .from(members)
    .where(own)
    .for("no key update"); // against a deactivation, or another address, that would miss the link
  if (member?.status === "active") await sendNewLink(tx, self, member.email, requestedAt);
  if (member?.status === "invited") await sendInvitationAgain(tx, self, member.email);
}

const ownLinks = (self: Actor, kind: "password_reset" | "invitation") =>
  and(eq(accountLinks.orgId, self.orgId), eq(accountLinks.orgMemberId, self.memberId), eq(accountLinks.kind, kind));

async function sendNewLink(tx: Tx, self: Actor, email: string, requestedAt: Date): Promise<void> {
  const kind = "password_reset";
  const since = and(ownLinks(self, kind), gte(accountLinks.createdAt, requestedAt));
  const [made] = await tx.select({ id: accountLinks.linkId }).from(accountLinks).where(since).limit(1);
  if (made) return;
  const { linkId, expiresAt } = await issueLink(tx, self, { kind, memberId: self.memberId, email });
  await queueMail(tx, self, { kind, memberId: self.memberId, linkId, facts: { expires_at: expiresAt.toISOString() } });
}

/** The link that waits, and no new one: a stranger who knows the address neither prolongs an invitation nor ends one. */
async function sendInvitationAgain(tx: Tx, self: Actor, email: string): Promise<void> {
  const waits = and(isNull(accountLinks.usedAt), isNull(accountLinks.revokedAt));
  const [link] = await tx
    .select({ linkId: accountLinks.linkId, email: accountLinks.email, expiresAt: accountLinks.expiresAt })
    .from(accountLinks)
    .where(
      and(
        ownLinks(self, "invitation"),
        waits,
        sql`now() between ${accountLinks.createdAt} + make_interval(secs => ${COOL_DOWN_SECONDS}) and ${accountLinks.expiresAt}`,
      ),
    )
    .orderBy(desc(accountLinks.createdAt))
    .limit(1);
  if (link?.email !== email) return;
  const facts = { inviter: null, expires_at: link.expiresAt.toISOString() };
  await queueMail(tx, self, {
    kind: "invitation",
    memberId: self.memberId,
    linkId: link.linkId,
    facts,
    budget: "forgotten",
  });
}
