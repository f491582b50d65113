import { reasonWords } from "@/components/mail/mail-words";
import type { TimelineEvent, TimelineEventName } from "@/domain/invitations/schema";

/** What happened to an invitation, in words. */
export const eventWords: Record<TimelineEventName, string> = {
  queued: "Mail queued",
  kept: "Mail kept here: no e-mail provider is configured",
  sent: "Mail sent",
  failed: "Mail failed",
  delivered: "Mail delivered",
  bounced: "Mail bounced",
  complained: "Mail marked as spam",
  link_copied: "Link made to hand over without a mail",
  link_opened: "Link opened",
  link_ended: "Link ended: a newer one was made, or it was withdrawn",
  link_expired: "Link expired",
  accepted: "Accepted: they chose their own password",
};

/** Those that somebody has to do something about. */
export const badEvents: ReadonlySet<TimelineEventName> = new Set(["failed", "bounced", "complained", "link_expired"]);

/** What an event's detail says, in words; null without one. */
export const detailWords = ({ event, detail }: Pick<TimelineEvent, "event" | "detail">): string | null =>
  event === "accepted" && detail ? "signed in with the initial password, and used no link" : reasonWords(detail);
