import { and, eq, gt, sql } from "drizzle-orm";
import { jsonbValue } from "@/db/json";
import { lendMessage } from "@/db/message-scope";
import { messages } from "@/db/schema/messages";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { NOTICES_IN_A_MAIL } from "@/emails/notices";
import { countNotice, type Share } from "./budget";
import { storeMails } from "./store-mails";
import { isMessage } from "./stored-message";

type Notice = { kind: string; facts: object; memberId: string; to: string };

/**
 * Adds a notice to the combined one waiting for the same address, or starts one that leaves as soon as the budget has room.
 * Never refuses, because the notice is about something that has already happened.
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
  if (messageId !== undefined) await countNotice(tx, actor, share, messageId);
}

/**
 * Adds the notice to that message if it is still waiting and for the same member, and returns whether it did. Drops the
 * oldest of very many. The time is read after the row is locked, and the worker also locks it before reading the mail.
 */
async function joinNotice(tx: Tx, actor: Actor, messageId: string, memberId: string, notice: object): Promise<boolean> {
  const added = jsonbValue(notice);
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
