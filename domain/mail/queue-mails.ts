import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import type { Mail } from "@/emails/mail";
import { type BudgetName, countMails } from "./budget";
import { combineNotices } from "./combine-notices";
import { storeMails } from "./store-mails";

/** The facts that every mail contains and the queue fills in itself. */
type Known = "first_name" | "organization";

/**
 * A mail to queue: its kind and facts, the member it is about, the address if it is not theirs, and the budget if it is not
 * its kind's. Only the queue itself makes combined notices.
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

type FactsOf<K extends MailToQueue["kind"]> = Extract<MailToQueue, { kind: K }>["facts"];
type Recipient = { memberId: string; to: string; linkId?: string | undefined };

/** Mails of one kind for many members, each with its own link. Facts are the same for all, or a mail's own. */
export type MailsToQueue = {
  [K in MailToQueue["kind"]]: {
    kind: K;
    facts: Partial<FactsOf<K>>;
    mails: readonly (Recipient & { facts?: Partial<FactsOf<K>> | undefined })[];
    budget?: BudgetName | undefined;
    /** Makes the links of the mails that leave, where a refused mail must leave its earlier link as it is. */
    withLinks?: (leaving: Leaving[]) => Promise<Leaving[]>;
  };
}[MailToQueue["kind"]];

/** A mail within its budget. */
export type Leaving = Parameters<typeof storeMails>[4][number];

/** A mail that is refused because its address has been sent enough mail for now. */
export type RefusedMail = { memberId: string; retrySeconds: number };

/**
 * Queues the mails that fit their budgets, combines the notices that don't, and returns the mails that are refused. Takes
 * the same number of statements for a thousand mails as for one. Every mail goes through here.
 */
export async function queueMails(
  tx: Tx,
  actor: Actor,
  { kind, facts, mails, budget, withLinks }: MailsToQueue,
): Promise<RefusedMail[]> {
  const addresses = mails.map(({ to }) => to);
  const shares = await countMails(tx, actor, { kind, budget }, addresses);
  const shared = mails.flatMap((mail, index) => {
    const share = shares[index];
    return share ? [{ mail, share }] : [];
  });
  const leaving = shared.flatMap(({ mail, share }) =>
    share.kind === "leaves" ? [{ ...mail, leavesAt: share.at }] : [],
  );
  if (leaving.length > 0) await storeMails(tx, actor, kind, facts, withLinks ? await withLinks(leaving) : leaving);
  const combined = shared.flatMap(({ mail: { memberId, to, facts: own }, share }) =>
    share.kind === "combined" ? [{ share, memberId, to, notice: { kind, facts: { ...facts, ...own } } }] : [],
  );
  if (combined.length > 0) await combineNotices(tx, actor, combined);
  return shared.flatMap(({ mail, share }) =>
    share.kind === "refused" ? [{ memberId: mail.memberId, retrySeconds: share.retrySeconds }] : [],
  );
}
