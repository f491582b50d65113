import { z } from "zod";
import { Maker, password } from "@/domain/members/schema";
import { email, name, text, timestamp } from "@/lib/fields";

const expiresAt = () => timestamp().meta({ description: "When the link expires" });

export const ResendInvitationBody = z
  .strictObject({
    email: email().optional().meta({ description: "The corrected address; by default the member's own" }),
  })
  .meta({ id: "ResendInvitation" });

/** An invitation that is on its way. */
export const Invitation = z
  .object({
    email: z.string().meta({ description: "Where the mail is sent", example: "ada@example.com" }),
    expires_at: expiresAt(),
  })
  .meta({ id: "Invitation" });

/** An invitation that has not been accepted. */
export const PendingInvitation = z
  .object({
    email: z.string().meta({ description: "Where it was sent", example: "ada@example.com" }),
    created_by: Maker,
    waiting: z.boolean().meta({
      description: "Whether it waits for another admin, because its sender may no longer invite",
    }),
  })
  .meta({ id: "PendingInvitation" });

export const InvitationLink = z
  .object({
    url: z.string().meta({
      description: "Anyone who opens it can choose the member's password: give it only to that person",
      example: "https://admin.example.com/invitation/lnk_…",
    }),
    expires_at: expiresAt(),
  })
  .meta({ id: "InvitationLink" });

/** What can have happened to an invitation, in the order of one that goes well. */
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
    email: z.string().meta({ description: "The address it concerns", example: "ada@example.com" }),
    detail: z.string().nullable().meta({
      description:
        "Why a mail failed, bounced or is not sent yet; for `accepted`, `initial_password` if no link was used; otherwise null",
    }),
  })
  .meta({ id: "TimelineEvent" });

export const Timeline = z.array(TimelineEvent);

/** What an invited person fills in. The token stands for them; it is checked before anything else. */
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
export type TimelineEvent = z.output<typeof TimelineEvent>;
export type AcceptInvitationInput = Omit<z.output<typeof AcceptInvitationFields>, "token">;
