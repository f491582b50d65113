import { sql } from "drizzle-orm";
import { type ListRequest, readPage } from "@/db/keyset";
import { messages } from "@/db/schema/messages";
import { inScope, withScope } from "@/db/scope";
import { type Again, readWholeIn, type WholeList } from "@/db/whole-list";
import type { Actor } from "@/lib/auth/actor";
import { asksForPage, type Page } from "@/lib/http/page";
import { DEFAULT_LIMIT } from "@/lib/list-parameters";
import { messageJson } from "./present";
import { MESSAGE_SORT, type Message, type MessageListQuery, messageKeyKinds } from "./schema";

/** A page for a server component: like the API's, with the items as values. */
export type MessagePage = Omit<Page<Message>, "items"> & { items: Message[] };

/**
 * The organization's messages that fit the query, the newest first: one page with `limit` or `cursor`, else all of them.
 * Row-level security shows them to org admins only. Throws invalid_content for a cursor that is none. (contract §7)
 */
export async function findMessages(actor: Actor, query: MessageListQuery): Promise<Page<Message>> {
  const limit = asksForPage(query) ? (query.limit ?? DEFAULT_LIMIT) : undefined;
  const request = { ...messageList(actor, query), limit, cursor: query.cursor };
  return (await inScope(actor, (tx) => readPage<Message>(tx, request))) as Page<Message>; // without a condition of existence there is always one
}

/** All the messages that fit the query, in the same order, streamed where they are many. */
export async function allMessages(actor: Actor, query: MessageListQuery): Promise<WholeList<Message>> {
  const again: Again = (work) => withScope(actor, work);
  return (await readWholeIn<Message>(again, messageList(actor, query))) as WholeList<Message>; // as above
}

function messageList(actor: Actor, { status, org_member_id: memberId }: MessageListQuery): ListRequest {
  const where = [
    sql`${messages.orgId} = ${actor.orgId}`,
    ...(status ? [sql`${messages.status} = ${status}`] : []),
    ...(memberId ? [sql`${messages.orgMemberId} = ${memberId}`] : []),
  ];
  return { from: messages, where: sql.join(where, sql` and `), sort, item: messageJson };
}

/** The same for a server component, which always shows a page. */
export async function pageMessages(actor: Actor, query: MessageListQuery): Promise<MessagePage> {
  const page = await findMessages(actor, { limit: DEFAULT_LIMIT, ...query });
  return { ...page, items: page.items.parse() };
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
