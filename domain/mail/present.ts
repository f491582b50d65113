import { sql } from "drizzle-orm";
import { fixed } from "@/db/fixed";
import { jsonObject, jsonTime } from "@/db/json";
import { messages } from "@/db/schema/messages";

/** A message as the API shows it, without its text and its link. */
export const messageJson = fixed(
  jsonObject({
    message_id: messages.messageId,
    kind: messages.kind,
    org_member_id: messages.orgMemberId,
    to: messages.toAddress,
    status: messages.status,
    reason: messages.reason,
    attempts: messages.attempts,
    created_at: jsonTime(messages.createdAt),
    leaves_at: jsonTime(
      sql`case when ${messages.status} = 'queued' and ${messages.leavesAt} > now() then ${messages.leavesAt} end`,
    ),
    sent_at: jsonTime(messages.sentAt),
    delivered_at: jsonTime(messages.deliveredAt),
    bounced_at: jsonTime(messages.bouncedAt),
    complained_at: jsonTime(messages.complainedAt),
    failed_at: jsonTime(messages.failedAt),
  }),
);
