import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import type { Mail } from "@/emails/mail";
import { type BudgetName, spendMailBudget } from "./budget";
import { combineNotice } from "./combine-notices";
import { storeMails } from "./store-mails";

/** What every mail says, and the queue itself finds out. */
type Known = "first_name" | "organization";

/**
 * A mail to queue: its kind with that kind's facts, the member it is about, and the address if it is not theirs; `budget` if
 * it is not its kind's. Combined notices are made by the queue only.
 */
export type MailToQueue = {
  [K in Exclude<Mail["kind"], "notices">]: {
    kind: K;
    facts: Omit<Extract<Mail, { kind: K }>["facts"], Known>;
    memberId: string;
    to?: string;
    linkId?: string;
    budget?: BudgetName;
  };
}[Exclude<Mail["kind"], "notices">];

/** Mails of one kind that say the same to many members, each with the link that is theirs. */
export type MailsToQueue = {
  [K in MailToQueue["kind"]]: {
    kind: K;
    facts: Extract<MailToQueue, { kind: K }>["facts"];
    mails: readonly { memberId: string; to: string; linkId?: string | undefined }[];
    budget?: BudgetName | undefined;
  };
}[MailToQueue["kind"]];

/** A mail that is not sent, because its address has been sent enough mail for now. */
export type RefusedMail = { memberId: string; retrySeconds: number };

/**
 * Queues the mails that the budgets have room for, combines the notices that they have no room for, and returns the mails
 * that are refused. It takes as many statements for a thousand as for one. Every mail goes this way.
 */
export async function queueMails(
  tx: Tx,
  actor: Actor,
  { kind, facts, mails, budget }: MailsToQueue,
): Promise<RefusedMail[]> {
  const addresses = mails.map(({ to }) => to);
  const shares = await spendMailBudget(tx, actor, { kind, budget }, addresses);
  const shared = mails.flatMap((mail, index) => {
    const share = shares[index];
    return share ? [{ mail, share }] : [];
  });
  const leaving = shared.flatMap(({ mail, share }) =>
    share.kind === "leaves" ? [{ ...mail, leavesAt: share.at }] : [],
  );
  if (leaving.length > 0) await storeMails(tx, actor, kind, facts, leaving);
  for (const { mail, share } of shared) {
    if (share.kind === "combined") await combineNotice(tx, actor, share, { kind, facts, ...mail });
  }
  return shared.flatMap(({ mail, share }) =>
    share.kind === "refused" ? [{ memberId: mail.memberId, retrySeconds: share.retrySeconds }] : [],
  );
}
