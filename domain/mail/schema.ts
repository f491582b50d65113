import { z } from "zod";
import { cursorOrNone, type KeyKind } from "@/lib/cursor";
import { idText, text, timestamp } from "@/lib/fields";
import { listParameters } from "@/lib/list-parameters";
import { messageStatuses } from "@/lib/message-status";

/** Every mail there is (emails/mail.ts, which browsers do not load). */
export const messageKinds = [
  "invitation",
  "password_reset",
  "password_changed",
  "email_confirmation",
  "email_changed",
  "new_sign_in",
  "ou_access_granted",
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

/** A mail as the API shows it: what became of it, and nothing of what it says. */
export const Message = z
  .object({
    message_id: z.string().meta({ description: "Unique message identifier", example: "msg_abc123" }),
    kind: z.enum(messageKinds).meta({ example: "invitation" }),
    org_member_id: z.string().meta({ description: "The member it concerns", example: "mem_abc123" }),
    to: z.string().meta({ description: "The address it goes to", example: "ada@example.com" }),
    status: messageStatus(),
    reason: z.string().nullable().meta({
      description: "A short code for why it failed, bounced or is not sent yet",
      example: "rate_limit_exceeded 429",
    }),
    attempts: z.int().meta({ description: "The number of send attempts", example: 1 }),
    created_at: timestamp().meta({ description: "When it was queued" }),
    leaves_at: timestamp().nullable().meta({
      description:
        "When it will leave, if it has to wait: invitations are sent at a limited rate, and notices beyond an address's limit are combined. Otherwise null",
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

/** The list's one order, and what its cursors consist of: the time, and the message's id. */
export const MESSAGE_SORT = "-created_at";
export const messageKeyKinds = ["time", "text"] as const satisfies readonly KeyKind[];

/** The query of a page's URL: what is empty or makes no sense in it is left out, where the API would refuse it. */
export function messageListQuery(parameters: Record<string, string | string[] | undefined>): MessageListQuery {
  const given = Object.entries(MessageListQuery.shape).flatMap(([name, schema]) => {
    const value = [parameters[name]].flat()[0];
    const parsed = value ? schema.safeParse(value) : undefined;
    return parsed?.success ? [[name, parsed.data]] : [];
  });
  const { cursor: text, ...query }: MessageListQuery = Object.fromEntries(given);
  const cursor = cursorOrNone(text, MESSAGE_SORT, messageKeyKinds);
  return cursor ? { ...query, cursor } : query;
}

/** A message as an admin reads it. */
export type OpenMessage = {
  message: Message;
  /** Whom it concerns, by name. */
  member: string;
  /** The mail in words; null when what is stored cannot be rendered. */
  mail: { subject: string; html: string; text: string } | null;
  /** Whether it carries a secret link, and shows it here: `ended` where that works no more. */
  link: "none" | "shown" | "ended" | "withheld";
};

export type Message = z.output<typeof Message>;
export type MessageListQuery = z.output<typeof MessageListQuery>;

const tags = z.union([
  z.record(z.string(), z.string()),
  z.array(z.looseObject({ name: z.string(), value: z.string() })),
]);

/** What Resend's webhook tells (https://resend.com/docs/webhooks/event-types); it may add fields. */
export const MailReport = z.looseObject({
  type: z.string().meta({ description: "What happened; unknown types change nothing", example: "email.delivered" }),
  created_at: z.string().meta({ description: "When it happened" }),
  data: z.looseObject({
    email_id: text({ max: 200 }).optional().meta({ description: "Resend's id of the mail" }),
    created_at: z.string().optional().meta({ description: "When Resend accepted the mail" }),
    tags: tags.optional().meta({ description: "The mail's tags: `org_id` and `message_id`" }),
    bounce: z.looseObject({ type: z.string().optional() }).optional(),
  }),
});
