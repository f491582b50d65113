import { type SQL, sql } from "drizzle-orm";
import { findJson, jsonObject, jsonTime } from "@/db/json";
import { type ListRequest, latestFirst, listAll, readPage } from "@/db/keyset";
import { memberCounts } from "@/db/schema/member-counts";
import { messages } from "@/db/schema/messages";
import { asOrgAdmin } from "@/db/schema/scope";
import type { Tx } from "@/db/scope";
import { type Again, streamAll } from "@/db/whole-list";
import type { Reader } from "@/domain/access/reader";
import { memberTotal } from "@/domain/members/member-totals";
import { DEFAULT_LIMIT } from "@/lib/list-parameters";
import { messageJson } from "./present";
import { MESSAGE_SORT, type Message, type MessageListQuery } from "./schema";

/**
 * One page of the organization's messages that match the query, newest first. Row-level security shows them to org admins
 * only. Throws invalid_content for an invalid cursor. (contract §7)
 */
export function pageMessages(tx: Tx, reader: Reader, { limit = DEFAULT_LIMIT, cursor, ...query }: MessageListQuery) {
  return readPage<Message>(tx, messageList(reader, query), { limit, cursor });
}

/** All messages that match the query, in the same order. */
export const listMessages = (tx: Tx, reader: Reader, query: MessageListQuery = {}) =>
  listAll<Message>(tx, messageList(reader, query));

/** The same list, streamed if it is long. */
export const streamMessages = (tx: Tx, reader: Reader, query: MessageListQuery, again: Again) =>
  streamAll<Message>(tx, again, messageList(reader, query), query);

function messageList(reader: Reader, query: MessageListQuery): ListRequest {
  const { status, org_member_id: memberId } = query;
  const where = [
    sql`${messages.orgId} = ${reader.orgId}`,
    ...(status ? [sql`${messages.status} = ${status}`] : []),
    ...(memberId ? [sql`${messages.orgMemberId} = ${memberId}`] : []),
  ];
  const sort = latestFirst(MESSAGE_SORT, messages.createdAt, messages.messageId);
  return {
    from: messages,
    where: sql.join(where, sql` and `),
    sort,
    item: messageJson,
    total: keptTotal(reader, query),
  };
}

/** The kept number of a list's messages. It is about all of them, so only org admins are told. */
function keptTotal(reader: Reader, { status, org_member_id: memberId }: MessageListQuery): SQL | undefined {
  if (status) return undefined;
  if (memberId)
    return sql`select coalesce((select ${memberCounts.messages} from ${memberCounts} where ${asOrgAdmin}
      and ${memberCounts.orgId} = ${reader.orgId} and ${memberCounts.orgMemberId} = ${memberId}), 0)`;
  return memberTotal(reader, sql`sum(messages)`, asOrgAdmin);
}

/** The number of invitations waiting for their turn, and when the last of them leaves; null if none waits. */
export async function findWaiting(tx: Tx, reader: Reader): Promise<{ count: number; until: string } | null> {
  const json = jsonObject({ count: sql`count(*)`, until: jsonTime(sql`max(${messages.leavesAt})`) });
  const waiting = sql`${messages.orgId} = ${reader.orgId} and ${messages.status} = 'queued'
    and ${messages.kind} = 'invitation' and ${messages.leavesAt} > now()`;
  const row = await findJson<{ count: number; until: string }>(
    tx,
    sql`select ${json}::text as json from ${messages} where ${waiting} having count(*) > 0`,
  );
  return row?.parse() ?? null;
}
