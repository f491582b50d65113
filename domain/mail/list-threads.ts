import { sql } from "drizzle-orm";
import { jsonObject } from "@/db/json";
import { latestFirst, readPage } from "@/db/keyset";
import { bytewise } from "@/db/schema/columns";
import { memberCounts } from "@/db/schema/member-counts";
import { members } from "@/db/schema/members";
import { messages } from "@/db/schema/messages";
import { asOrgAdmin } from "@/db/schema/scope";
import type { Tx } from "@/db/scope";
import type { Reader } from "@/domain/access/reader";
import { memberTotal } from "@/domain/members/member-totals";
import { DEFAULT_LIMIT } from "@/lib/list-parameters";
import { messageJson } from "./present";
import { MESSAGE_SORT, type MessageListQuery, type MessageThread } from "./schema";

/**
 * One page of the people who were sent mail, whoever got the latest first, each with that message. Row-level security shows
 * them to org admins only. Throws invalid_content for an invalid cursor.
 */
export function pageThreads(
  tx: Tx,
  { orgId }: Reader,
  { limit = DEFAULT_LIMIT, cursor }: Pick<MessageListQuery, "limit" | "cursor">,
) {
  // With a limit, so that it is looked up for each row that is read; "not exists" may be joined with all messages.
  const isLatest = sql`${messages.orgId} = ${orgId} and (select true from ${messages} newer
    where newer.org_id = ${messages.orgId} and newer.org_member_id = ${messages.orgMemberId}
      and (newer.created_at, ${bytewise(sql`newer.message_id`)}) > (${messages.createdAt}, ${bytewise(messages.messageId)}) limit 1) is null`;
  const list = {
    from: messages,
    where: isLatest,
    sort: latestFirst(MESSAGE_SORT, messages.createdAt, messages.messageId),
    item,
    total: memberTotal({ orgId }, sql`sum(mailed)`, asOrgAdmin),
  };
  return readPage<MessageThread>(tx, list, { limit, cursor });
}

const ofSamePerson = sql`from ${messages} also
  where also.org_id = ${messages.orgId} and also.org_member_id = ${messages.orgMemberId}`;

const item = jsonObject({
  latest: messageJson,
  name: sql`(select first_name || ' ' || last_name from ${members}
    where ${members.orgId} = ${messages.orgId} and ${members.orgMemberId} = ${messages.orgMemberId})`,
  count: sql`(select ${memberCounts.messages} from ${memberCounts}
    where ${memberCounts.orgId} = ${messages.orgId} and ${memberCounts.orgMemberId} = ${messages.orgMemberId})`,
  undelivered: sql`(select count(*) ${ofSamePerson} and also.status in ('failed', 'bounced', 'complained'))`,
});
