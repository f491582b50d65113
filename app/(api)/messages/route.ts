import { pageMessages, streamMessages } from "@/domain/mail/list-messages";
import { mayReadMail } from "@/domain/mail/policy";
import { MessageList, MessageListQuery } from "@/domain/mail/schema";
import { endpoint } from "@/lib/http/endpoint";
import { listReply, pageHeaders } from "@/lib/http/page";

export const GET = endpoint(
  {
    id: "listMessages",
    tag: "Messages",
    summary: "List the mail of your organization",
    description:
      "Every e-mail to its members with its delivery result, newest first. Returns the whole list unless `limit` or `cursor` asks for a page. The content of messages and their links are not included. Org admins only.",
    scope: "read",
    allow: mayReadMail,
    query: MessageListQuery,
    responses: { 200: MessageList },
    optionalHeaders: pageHeaders,
  },
  {
    read: ({ tx, reader, query, again }) => {
      const page = () => pageMessages(tx, reader, query);
      const whole = () => streamMessages(tx, reader, query, again);
      return listReply("/messages", query, page, whole);
    },
  },
);
