import { sql } from "drizzle-orm";
import { findJson, jsonObject, jsonTime } from "@/db/json";
import { type ListRequest, readPage } from "@/db/keyset";
import { messages } from "@/db/schema/messages";
import type { Tx } from "@/db/scope";
import { type Again, readWhole, type WholeList } from "@/db/whole-list";
import type { Actor } from "@/domain/access/actor";
import { asksForPage, type Page } from "@/lib/http/page";
import { DEFAULT_LIMIT } from "@/lib/list-parameters";
import { messageJson } from "./present";
import { MESSAGE_SORT, type Message, type MessageListQuery, messageKeyKinds } from "./schema";

/** A page for a server component: like the API's, with parsed items. */
export type MessagePage = Omit<Page<Message>, "items"> & { items: Message[] };

/**
 * The organization's messages that fit the query, the newest first: one page with `limit` or `cursor`, else all of them.
 * Row-level security shows them to org admins only. Throws invalid_content for an invalid cursor. (contract §7)
 */
export function findMessages(tx: Tx, actor: Actor, query: MessageListQuery): Promise<Page<Message>> {
  const limit = asksForPage(query) ? (query.limit ?? DEFAULT_LIMIT) : undefined;
  return readPage<Message>(tx, { ...messageList(actor, query), limit, cursor: query.cursor });
}

/** All the messages that fit the query, in the same order, streamed if the list is long. */
export function allMessages(tx: Tx, actor: Actor, query: MessageListQuery, again: Again): Promise<WholeList<Message>> {
  return readWhole<Message>(tx, again, messageList(actor, query));
}

function messageList(actor: Actor, { status, org_member_id: memberId }: MessageListQuery): ListRequest {
  const where = [
    sql`${messages.orgId} = ${actor.orgId}`,
    ...(status ? [sql`${messages.status} = ${status}`] : []),
    ...(memberId ? [sql`${messages.orgMemberId} = ${memberId}`] : []),
  ];
  return { from: messages, where: sql.join(where, sql` and `), sort, item: messageJson };
}

/** The same for a server component, which always shows one page. */
export async function pageMessages(tx: Tx, actor: Actor, query: MessageListQuery): Promise<MessagePage> {
  const page = await findMessages(tx, actor, { limit: DEFAULT_LIMIT, ...query });
  return { ...page, items: page.items.parse() };
}

/** The number of invitations waiting for their turn, and when the last of them leaves; null if none waits. */
export async function findWaiting(tx: Tx, actor: Actor): Promise<{ count: number; until: string } | null> {
  const json = jsonObject({ count: sql`count(*)`, until: jsonTime(sql`max(${messages.leavesAt})`) });
  const waiting = sql`${messages.orgId} = ${actor.orgId} and ${messages.status} = 'queued'
    and ${messages.kind} = 'invitation' and ${messages.leavesAt} > now()`;
  const row = await findJson<{ count: number; until: string }>(
    tx,
    sql`select ${json}::text as json from ${messages} where ${waiting} having count(*) > 0`,
  );
  return row?.parse() ?? null;
}

const [time, text] = messageKeyKinds;
const sort: ListRequest["sort"] = {
  name: MESSAGE_SORT,
  descending: true,
  key: [
    { kind: time, value: sql`${messages.createdAt}` },
    { kind: text, value: sql`${messages.messageId} collate "C"` },
  ],
};
