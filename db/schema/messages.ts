import { sql } from "drizzle-orm";
import { check, foreignKey, index, integer, jsonb, pgPolicy, pgTable, primaryKey, text } from "drizzle-orm/pg-core";
import { messageStatuses } from "@/lib/message-status";
import { accountLinks } from "./account-links";
import { bytewise, createdAt, orgId, timestamptz } from "./columns";
import { ofMember } from "./members";
import { asOrgAdmin, inOrganization, setting } from "./scope";

const statusIsKnown = sql.raw(`status in (${messageStatuses.map((status) => `'${status}'`).join(", ")})`);

/**
 * Every mail to send, written with the job that sends it in the transaction of its cause. Stores the mail's facts and not
 * its body, because a body may contain a link.
 */
export const messages = pgTable(
  "messages",
  {
    orgId: orgId(),
    messageId: text("message_id").notNull(),
    /** The member it concerns. */
    orgMemberId: text("org_member_id").notNull(),
    kind: text("kind").notNull(),
    toAddress: text("to_address").notNull(),
    /** The template's facts; their shape depends on the kind (emails/). */
    facts: jsonb("facts").notNull(),
    linkId: text("link_id"),
    status: text("status", { enum: messageStatuses }).notNull().default("queued"),
    attempts: integer("attempts").notNull().default(0),
    /** Why it was not sent, or not yet: a short code, never the provider's text. */
    reason: text("reason"),
    providerMessageId: text("provider_message_id"),
    createdAt: createdAt(),
    /** When it leaves, if it waits for the organization's budgets; null if it leaves at once. */
    leavesAt: timestamptz("leaves_at"),
    sentAt: timestamptz("sent_at"),
    deliveredAt: timestamptz("delivered_at"),
    bouncedAt: timestamptz("bounced_at"),
    complainedAt: timestamptz("complained_at"),
    failedAt: timestamptz("failed_at"),
  },
  (table) => [
    primaryKey({ name: "messages_pkey", columns: [table.orgId, table.messageId] }),
    ofMember("messages_member", table),
    foreignKey({
      name: "messages_link",
      columns: [table.orgId, table.linkId],
      foreignColumns: [accountLinks.orgId, accountLinks.linkId],
    }).onDelete("cascade"),
    index("messages_by_time").on(table.orgId, table.createdAt, bytewise(table.messageId)),
    index("messages_by_member").on(table.orgId, table.orgMemberId),
    index("messages_bounced").on(table.orgId, table.createdAt).where(sql`status = 'bounced'`),
    index("messages_waiting").on(table.orgId, table.leavesAt).where(sql`status = 'queued' and kind = 'invitation'`),
    index("messages_by_link").on(table.orgId, table.linkId),
    check("messages_status", statusIsKnown),
    pgPolicy("messages_read", { for: "select", using: sql`${inOrganization} and ${asOrgAdmin}` }),
    // Whoever causes a mail writes it; only an admin can read it.
    pgPolicy("messages_queue", { for: "insert", withCheck: inOrganization }),
    // The worker and the provider's webhook see only the message they name.
    pgPolicy("messages_in_work", {
      for: "all",
      using: sql`${inOrganization} and message_id = ${setting("message_id")}`,
    }),
  ],
);
