import { and, desc, eq, gte, isNull, sql } from "drizzle-orm";
import { bySystem } from "@/db/audit-journal";
import type { Jobs } from "@/db/jobs";
import { accountLinks } from "@/db/schema/account-links";
import { members } from "@/db/schema/members";
import { type Tx, withScope } from "@/db/scope";
import { queuePasswordReset } from "@/db/sign-in";
import type { Actor } from "@/domain/access/actor";
import { selfById } from "@/domain/access/operator";
import { issueLink } from "@/domain/account-links/issue-link";
import { audit } from "@/domain/audit-log/audit";
import { queueMail } from "@/domain/mail/queue-mail";
import { refuseSuspended } from "@/domain/organizations/suspension";
import { attemptKey, takeAttempt } from "@/domain/sessions/attempt-limits";
import { networkOf, type Provenance } from "@/lib/auth/client";
import { sealProvenance, unsealProvenance } from "@/lib/auth/sealed-provenance";
import { nullFor } from "@/lib/errors";
import { addressKey } from "@/lib/mail-address";

const ADDRESS_LIMIT = 3; // mails to one mailbox in fifteen minutes
const CLIENT_LIMIT = 20; // many people may sit behind one network address
const COOL_DOWN_SECONDS = 60;

/**
 * Takes a request for a new password for an e-mail address. The answer and the work are the same whether or not anyone has
 * the address, also beyond the limits; a job makes the mails (docs/decisions/017).
 */
export async function requestPasswordReset(email: string, provenance: Provenance): Promise<void> {
  const { ip } = provenance.client;
  const emailKey = addressKey(email.trim());
  const limits = new Map([[attemptKey("reset of", emailKey), ADDRESS_LIMIT]]);
  if (ip) limits.set(attemptKey("reset from", networkOf(ip)), CLIENT_LIMIT);
  if (await takeAttempt(limits)) await queuePasswordReset(emailKey, await sealProvenance(provenance));
}

/**
 * The job: sends a mail for each account with the address. An active member gets a link to choose a new password, an invited
 * one gets their pending invitation again, anyone else gets nothing, nor does anyone of a suspended organization. Running it again sends nothing twice.
 */
export async function sendResetLinks(
  { accounts, from }: Jobs["request_password_reset"],
  requestedAt: Date,
): Promise<void> {
  const origin = { ...bySystem, ...(await unsealProvenance(from)) };
  for (const account of accounts) {
    const self = selfById(account.org_id, account.org_member_id);
    // If the address has been sent enough mail, the earlier link keeps working and nobody is told (docs/decisions/017).
    const sent = withScope(self, (tx) => sendResetLink(tx, self, requestedAt), origin);
    await sent.catch(nullFor("mail_budget_exhausted")).catch(nullFor("organization_suspended"));
  }
}

async function sendResetLink(tx: Tx, self: Actor, requestedAt: Date): Promise<void> {
  await refuseSuspended(tx, self);
  const own = and(eq(members.orgId, self.orgId), eq(members.orgMemberId, self.memberId));
  const [member] = await tx
    .select({ email: members.email, status: members.status })
    .from(members)
    .where(own)
    .for("no key update"); // so that a deactivation or a change of address cannot miss the link
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
  audit(tx, "member.password_reset_requested", { id: self.memberId });
}

/** Sends the pending link, never a new one: a stranger who knows the address can neither extend an invitation nor end it. */
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
  audit(tx, "member.invitation_resent", { id: self.memberId });
}
