import { allMessages, findMessages } from "@/domain/mail/list-messages";
import { mayReadMail } from "@/domain/mail/policy";
import { MessageList, MessageListQuery } from "@/domain/mail/schema";
import { endpoint } from "@/lib/http/endpoint";
import { asksForPage, pageHeaders, pageReply, wholeReply } from "@/lib/http/page";

export const GET = endpoint(
  {
    id: "listMessages",
    tag: "Messages",
    summary: "List the mail of your organization",
    description:
      "Every e-mail to its members with its delivery result, newest first. Returns the whole list unless `limit` or `cursor` asks for a page. The content of messages and their links are not included. Org admins only.",
    allow: mayReadMail,
    query: MessageListQuery,
    responses: { 200: MessageList },
    optionalHeaders: pageHeaders,
  },
  async ({ tx, actor, query, again }) => {
    if (asksForPage(query)) return pageReply("/messages", query, await findMessages(tx, actor, query));
    return wholeReply(query, await allMessages(tx, actor, query, again));
  },
);
