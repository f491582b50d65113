import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import type { MailKind } from "@/emails/mail";
import { env } from "@/lib/env";
import { addressKey } from "@/lib/mail-address";
import { type Allowance, type Departure, longestSeconds, nextDeparture, withDeparture } from "./allowance";
import { type BudgetRow, budgetKey, findBudgets, lockBudgets, saveBudgets } from "./budget-rows";

/** The budgets of an address. Beyond its budget a notice is combined with others; other mails are refused. */
export type BudgetName = "links" | "notices" | "forgotten";

/** Every kind of mail is counted, whatever its cause; `forgotten` counts mails caused by people who are not signed in. */
const budgets: Record<MailKind, BudgetName> = {
  invitation: "links",
  email_confirmation: "links",
  password_reset: "forgotten",
  password_changed: "notices",
  email_changed: "notices",
  new_sign_in: "notices",
  ou_access_granted: "notices",
  audit_checkpoint: "links",
  several_ous_granted: "notices",
  access_ending: "notices",
  granted_access_ending: "notices",
  access_review: "notices",
  webhook_disabled: "notices",
  notices: "notices",
};

export const MAILS_AN_HOUR = 5;
export const MAILS_A_DAY = 20;

const toOneAddress: Allowance = {
  limits: [
    { mails: MAILS_AN_HOUR, seconds: 3600 },
    { mails: MAILS_A_DAY, seconds: 24 * 3600 },
  ],
  grain: 1,
};
const invitations = (): Allowance => ({ limits: [{ mails: env().INVITATIONS_PER_HOUR, seconds: 3600 }], grain: 60 });

/** The budgets' decision for a mail. A mail to be combined has not been counted yet (see countNotice). */
export type Share =
  | { kind: "leaves"; at: Date | undefined }
  | { kind: "refused"; retrySeconds: number }
  | { kind: "combined"; at: number; row: BudgetRow };

/** The mails to count; `budget` overrides the one of their kind. */
export type MailsToCount = { kind: MailKind; budget?: BudgetName | undefined };

const nameOf = ({ kind, budget = budgets[kind] }: MailsToCount) => budget;
const keyOf = (actor: Actor, mails: MailsToCount, address: string) =>
  budgetKey(actor, nameOf(mails), addressKey(address));

function depart(row: BudgetRow, allowance: Allowance): { at: number; waits: boolean } {
  const next = nextDeparture(row.departures, allowance, row.now);
  row.departures = withDeparture(row.departures, next.at, allowance);
  return next;
}

/**
 * Counts one mail to each address for the actor's organization, in the current transaction, and decides what happens to it.
 * Refused mails are not counted. An organization's invitations also leave at a limited pace, which is a budget of its own.
 */
export async function countMails(
  tx: Tx,
  actor: Actor,
  mails: MailsToCount,
  addresses: readonly string[],
): Promise<Share[]> {
  const budget = nameOf(mails);
  const keys = addresses.map((address) => keyOf(actor, mails, address));
  const paceKey = budgetKey(actor, "invitations", "");
  const isPaced = mails.kind === "invitation" && budget === "links";
  const rows = await lockBudgets(tx, actor, [...new Set([...keys, ...(isPaced ? [paceKey] : [])])]);
  const counted = new Map<string, { row: BudgetRow; allowance: Allowance }>();

  const shares = keys.map((key): Share => {
    const row = found(rows, key);
    const { at, waits } = nextDeparture(row.departures, toOneAddress, row.now);
    if (waits && budget === "notices") return { kind: "combined", at, row };
    if (waits) return { kind: "refused", retrySeconds: Math.ceil(at - row.now) };
    depart(row, toOneAddress);
    counted.set(key, { row, allowance: toOneAddress });
    if (!isPaced) return { kind: "leaves", at: undefined };
    const pace = found(rows, paceKey);
    const turn = depart(pace, invitations());
    counted.set(paceKey, { row: pace, allowance: invitations() });
    return { kind: "leaves", at: turn.waits ? new Date(turn.at * 1000) : undefined };
  });

  if (counted.size > 0) {
    await saveBudgets(
      tx,
      actor,
      [...counted.values()].map(({ row, allowance }) => kept(row.key, row.departures, allowance)),
    );
  }
  return shares;
}

type Combined = { share: Extract<Share, { kind: "combined" }>; noticeId: string };

/** Counts combined notices, each of which leaves at its scheduled time. */
export async function countNotices(tx: Tx, actor: Actor, notices: readonly Combined[]): Promise<void> {
  const rows = notices.map(({ share: { at, row }, noticeId }) => {
    row.departures = withDeparture(row.departures, at, toOneAddress);
    row.noticeId = noticeId;
    return { ...kept(row.key, row.departures, toOneAddress), noticeId };
  });
  await saveBudgets(tx, actor, rows);
}

/** For each address that would be refused, the seconds until it may be sent mail again. Counts nothing. */
export async function findExhausted(
  tx: Tx,
  actor: Actor,
  mails: MailsToCount,
  addresses: readonly string[],
): Promise<Map<string, number>> {
  const keys = new Map(addresses.map((address) => [keyOf(actor, mails, address), address]));
  const rows = await findBudgets(tx, actor, [...keys.keys()]);
  const waiting = [...rows].flatMap(([key, row]): [string, number][] => {
    const { at, waits } = nextDeparture(row.departures, toOneAddress, row.now);
    return waits ? [[keys.get(key) ?? "", Math.ceil(at - row.now)]] : [];
  });
  return new Map(waiting);
}

function found(rows: Map<string, BudgetRow>, key: string): BudgetRow {
  const row = rows.get(key);
  if (!row) throw new Error("a locked budget was not returned");
  return row;
}

function kept(key: string, departures: Departure[], allowance: Allowance) {
  const last = departures.at(-1)?.[0] ?? 0;
  return { key, departures, expires: last + longestSeconds(allowance) };
}
