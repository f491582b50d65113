import { z } from "zod";
import { cursorOrNone, type KeyKind } from "@/lib/cursor";
import { idText, text, timestamp } from "@/lib/fields";
import { type AddressParameters, addressQuery, listParameters } from "@/lib/list-parameters";
import { messageStatuses } from "@/lib/message-status";

/** The kinds of mail (those of emails/mail.ts, which browsers must not load). */
export const messageKinds = [
  "invitation",
  "password_reset",
  "password_changed",
  "email_confirmation",
  "email_changed",
  "new_sign_in",
  "ou_access_granted",
  "audit_checkpoint",
  "several_ous_granted",
  "access_ending",
  "granted_access_ending",
  "access_review",
  "webhook_disabled",
  "notices",
] as const;
export type MessageKind = (typeof messageKinds)[number];

const messageStatus = () =>
  z.enum(messageStatuses).meta({
    description:
      "`kept`: stored locally, because no provider is configured. `failed`: permanently refused or given up. `delivered`, `bounced` and `complained` are the provider's reports about sent mail",
    example: "delivered",
  });

const reached = (what: string) =>
  timestamp()
    .nullable()
    .meta({ description: `When it was ${what}` });

/** A mail as the API shows it: its delivery, but not its text. */
export const Message = z
  .object({
    message_id: z.string().meta({ description: "Unique message identifier", example: "msg_abc123" }),
    kind: z.enum(messageKinds).meta({ example: "invitation" }),
    org_member_id: z.string().meta({ description: "The member it concerns", example: "mem_abc123" }),
    to: z.string().meta({ description: "The recipient's address", example: "ada@example.com" }),
    status: messageStatus(),
    reason: z.string().nullable().meta({
      description: "Why it failed, bounced or is not sent yet, as a short code",
      example: "rate_limit_exceeded 429",
    }),
    attempts: z.int().meta({ description: "How often sending it was attempted", example: 1 }),
    created_at: timestamp().meta({ description: "When it was queued" }),
    leaves_at: timestamp().nullable().meta({
      description:
        "When it leaves, if it waits: an organization's invitations leave at a limited pace, and notices beyond an address's budget are combined. Otherwise null",
    }),
    sent_at: reached("taken by the provider"),
    delivered_at: reached("delivered"),
    bounced_at: reached("returned"),
    complained_at: reached("marked as unwanted"),
    failed_at: reached("given up"),
  })
  .meta({ id: "Message" });

export const MessageList = z.array(Message);

export const MessageListQuery = z.strictObject({
  ...listParameters,
  status: messageStatus().optional().meta({ description: "Only messages with this status" }),
  org_member_id: idText().optional().meta({ description: "Only messages about this member", example: "mem_abc123" }),
});

/** The list's only order; its cursors consist of the time and the message's id. */
export const MESSAGE_SORT = "-created_at";
export const messageKeyKinds = ["time", "text"] as const satisfies readonly KeyKind[];

/** The query of a page's address, without what is invalid. */
export function messageListQuery(parameters: AddressParameters): MessageListQuery {
  const query = addressQuery(MessageListQuery.shape, parameters);
  return { ...query, cursor: cursorOrNone(query.cursor, MESSAGE_SORT, messageKeyKinds) };
}

/** A person who was sent mail, with the latest of it. */
export type MessageThread = {
  latest: Message;
  name: string;
  /** How many messages there are, and how many of them failed, bounced or were marked as spam. */
  count: number;
  undelivered: number;
};

/** A message as an admin reads it. */
export type OpenMessage = {
  message: Message;
  /** The name of the member it concerns. */
  member: string;
  /** The rendered mail; null if the stored message cannot be rendered. */
  mail: { subject: string; html: string; text: string } | null;
  /** Whether it contains a secret link and shows it here; `ended` if the link no longer works. */
  link: "none" | "shown" | "ended" | "withheld";
};

export type Message = z.output<typeof Message>;
export type MessageListQuery = z.output<typeof MessageListQuery>;

const tags = z.union([
  z.record(z.string(), z.string()),
  z.array(z.looseObject({ name: z.string(), value: z.string() })),
]);

/** The events of Resend's webhook (https://resend.com/docs/webhooks/event-types), which may gain fields. */
export const MailReport = z.looseObject({
  type: z.string().meta({ description: "What happened; unknown types change nothing", example: "email.delivered" }),
  created_at: z.string().meta({ description: "When it happened" }),
  data: z.looseObject({
    email_id: text({ max: 200 }).optional().meta({ description: "Resend's id of the mail" }),
    created_at: z.string().optional().meta({ description: "When Resend accepted the mail" }),
    tags: tags.optional().meta({ description: "The tags the mail was sent with: `org_id` and `message_id`" }),
    bounce: z.looseObject({ type: z.string().optional() }).optional(),
  }),
});
