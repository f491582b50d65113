import { and, eq } from "drizzle-orm";
import { members } from "@/db/schema/members";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { DomainError } from "@/lib/errors";
import { budgetWords } from "./budget-words";
import { type MailsToQueue, type MailToQueue, queueMails } from "./queue-mails";

/**
 * Queues a mail in the transaction of its cause: stores the message that admins see and the job that sends it. The worker
 * renders and sends it after the commit. Throws mail_budget_exhausted for an invitation or a link to an address that has
 * been sent enough mail; a notice is combined with others instead.
 */
export async function queueMail(tx: Tx, actor: Actor, mail: MailToQueue): Promise<void> {
  const { kind, facts, memberId, linkId, budget } = mail;
  const to = mail.to ?? (await addressOf(tx, actor, memberId));
  if (to === undefined) return; // removed meanwhile
  const one = { kind, facts, mails: [{ memberId, to, linkId }], budget } as MailsToQueue;
  const [refused] = await queueMails(tx, actor, one);
  if (!refused) return;
  const { retrySeconds } = refused;
  throw new DomainError("mail_budget_exhausted", budgetWords(retrySeconds), undefined, retrySeconds);
}

async function addressOf(tx: Tx, actor: Actor, memberId: string): Promise<string | undefined> {
  const theirs = and(eq(members.orgId, actor.orgId), eq(members.orgMemberId, memberId));
  const [member] = await tx.select({ email: members.email }).from(members).where(theirs);
  return member?.email;
}
