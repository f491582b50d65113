import { z } from "zod";
import { Maker, password } from "@/domain/members/schema";
import { email, name, text, timestamp } from "@/lib/fields";
import { type First, shownOnce } from "@/lib/shown-once";

const expiresAt = () => timestamp().meta({ description: "When the link stops working, used or not" });

export const ResendInvitationBody = z
  .strictObject({
    email: email().optional().meta({ description: "The corrected address; defaults to the member's own" }),
  })
  .meta({ id: "ResendInvitation" });

/** An invitation that was just sent. */
export const Invitation = z
  .object({
    email: z.string().meta({ description: "The address the mail goes to", example: "ada@example.com" }),
    expires_at: expiresAt(),
  })
  .meta({ id: "Invitation" });

/** An invitation that has not been accepted. */
export const PendingInvitation = z
  .object({
    email: z.string().meta({ description: "The address it was sent to", example: "ada@example.com" }),
    created_by: Maker,
    waiting: z.boolean().meta({
      description: "Whether it waits for another admin because its sender may no longer invite",
    }),
  })
  .meta({ id: "PendingInvitation" });

export const InvitationLink = z
  .object({
    url: shownOnce({
      description: "Whoever opens it chooses the member's password, so give it only to the member",
      example: "https://admin.example.com/invitation/lnk_…",
    }),
    expires_at: expiresAt(),
  })
  .meta({ id: "InvitationLink" });

/** What can happen to an invitation, in the usual order. */
export const timelineEvents = [
  "queued",
  "kept",
  "sent",
  "failed",
  "delivered",
  "bounced",
  "complained",
  "link_copied",
  "link_opened",
  "link_ended",
  "link_expired",
  "accepted",
] as const;
export type TimelineEventName = (typeof timelineEvents)[number];

const EVENTS = `What happened. To a mail: \`queued\`, \`kept\` locally because no provider is configured, \`sent\`, \`failed\`
permanently, and the provider's reports \`delivered\`, \`bounced\`, \`complained\`. To a link: \`link_copied\` without an
e-mail, \`link_opened\` for the first time, \`link_ended\` by a newer one, \`link_expired\`. \`accepted\`: the member chose a password`;

export const TimelineEvent = z
  .object({
    event: z.enum(timelineEvents).meta({ description: EVENTS, example: "delivered" }),
    at: timestamp().meta({ description: "When it happened" }),
    email: z.string().meta({ description: "The address concerned", example: "ada@example.com" }),
    detail: z.string().nullable().meta({
      description:
        "Why a mail failed, bounced or is not sent yet; for `accepted`, `initial_password` if no link was used; otherwise null",
    }),
  })
  .meta({ id: "TimelineEvent" });

export const Timeline = z.array(TimelineEvent);

/** The form that an invited person fills in. The token authenticates them and is checked before anything else. */
export const AcceptInvitationFields = z.strictObject({
  token: text({ max: 200 }),
  first_name: name(100),
  last_name: name(100),
  password: password(),
});

export type ResendInvitationInput = z.output<typeof ResendInvitationBody>;
export type Invitation = z.output<typeof Invitation>;
export type PendingInvitation = z.output<typeof PendingInvitation>;
export type InvitationLink = z.output<typeof InvitationLink>;
export type NewInvitationLink = First<InvitationLink, "url">;
export type TimelineEvent = z.output<typeof TimelineEvent>;
export type AcceptInvitationInput = Omit<z.output<typeof AcceptInvitationFields>, "token">;
