import { sql } from "drizzle-orm";
import { jsonValue } from "@/db/json";
import type { Tx } from "@/db/scope";
import type { Actor } from "@/domain/access/actor";
import { NOTICES_IN_A_MAIL } from "@/emails/notices";
import { countNotices, type Share } from "./budget";
import { storeMails } from "./store-mails";

type Notice = { kind: string; facts: object };
/** A notice to an address that has been sent enough mail for now. */
type ToCombine = { share: Extract<Share, { kind: "combined" }>; memberId: string; to: string; notice: Notice };

/**
 * Adds notices to the combined ones waiting for the same addresses, or starts those, which leave as soon as the budget has
 * room; a few statements for any number. Never refuses, because a notice is about something that has already happened.
 */
export async function combineNotices(tx: Tx, actor: Actor, notices: readonly ToCombine[]): Promise<void> {
  const joined = await joinNotices(tx, notices);
  const starting = notices.filter(({ share }) => !joined.has(share.row.noticeId ?? ""));
  if (starting.length === 0) return;
  const mails = starting.map(({ memberId, to, share, notice }) => {
    return { memberId, to, leavesAt: new Date(share.at * 1000), facts: { notices: [notice] } };
  });
  const messageIds = await storeMails(tx, actor, "notices", { left_out: 0 }, mails);
  const counted = starting.flatMap(({ share }, index) => ({ share, noticeId: messageIds[index] ?? "" }));
  await countNotices(tx, actor, counted);
}

/** The messages that took a notice: those still waiting, and for the same member. */
async function joinNotices(tx: Tx, notices: readonly ToCombine[]): Promise<Set<string>> {
  const rows = notices.flatMap(({ share: { row }, memberId, notice }) =>
    row.noticeId === null ? [] : [{ message_id: row.noticeId, member_id: memberId, notice }],
  );
  if (rows.length === 0) return new Set();
  const joined = await tx.execute<{ id: string }>(
    sql`select * from join_notices(${jsonValue(rows)}, ${NOTICES_IN_A_MAIL}::int) as joined (id)`,
  );
  return new Set(joined.map(({ id }) => id));
}
