import { and, eq, gt, sql } from "drizzle-orm";
import { lendMessage } from "@/db/message-scope";
import { messages } from "@/db/schema/messages";
import type { Tx } from "@/db/scope";
import { NOTICES_IN_A_MAIL } from "@/emails/notices";
import type { Actor } from "@/lib/auth/actor";
import { type Share, spendOnNotice } from "./budget";
import { storeMails } from "./store-mails";
import { isMessage } from "./stored-message";

type Notice = { kind: string; facts: object; memberId: string; to: string };

/**
 * Adds a notice to the combined one that waits for the same address, or begins one that leaves as soon as the budget has
 * room. Nothing is refused, because what the notice is about has been done.
 */
export async function combineNotice(
  tx: Tx,
  actor: Actor,
  share: Extract<Share, { kind: "combined" }>,
  { memberId, to, ...notice }: Notice,
): Promise<void> {
  const { noticeId } = share.row;
  if (noticeId !== null && (await joinNotice(tx, actor, noticeId, memberId, notice))) return;
  const waiting = { memberId, to, leavesAt: new Date(share.at * 1000) };
  const [messageId] = await storeMails(tx, actor, "notices", { notices: [notice], left_out: 0 }, [waiting]);
  if (messageId !== undefined) await spendOnNotice(tx, actor, share, messageId);
}

/**
 * Adds the notice to that message if it still waits and is the same member's, and returns whether it did. Of very many the
 * oldest are left out. The time is read after the row is locked, and the worker locks it too before it reads the mail.
 */
async function joinNotice(tx: Tx, actor: Actor, messageId: string, memberId: string, notice: object): Promise<boolean> {
  const added = sql`${JSON.stringify(notice)}::text::jsonb`;
  const isFull = sql`jsonb_array_length(facts->'notices') >= ${NOTICES_IN_A_MAIL}`;
  const facts = sql`facts || case when ${isFull}
    then jsonb_build_object('notices', (facts->'notices') - 0 || ${added}, 'left_out', (facts->>'left_out')::int + 1)
    else jsonb_build_object('notices', (facts->'notices') || ${added}) end`;
  const waits = and(eq(messages.status, "queued"), gt(messages.leavesAt, sql`clock_timestamp()`));
  const isTheirs = and(isMessage({ orgId: actor.orgId, messageId }), eq(messages.orgMemberId, memberId));
  const joined = await lendMessage(tx, messageId, () =>
    tx.update(messages).set({ facts }).where(and(isTheirs, waits)).returning({ id: messages.messageId }),
  );
  return joined.length > 0;
}
