import { reasonWords } from "@/components/mail/mail-words";
import type { TimelineEvent, TimelineEventName } from "@/domain/invitations/schema";

/** Labels for the events of an invitation. */
export const eventWords: Record<TimelineEventName, string> = {
  queued: "Mail queued",
  kept: "Mail kept here: no e-mail provider is configured",
  sent: "Mail sent",
  failed: "Mail failed",
  delivered: "Mail delivered",
  bounced: "Mail bounced",
  complained: "Mail marked as spam",
  link_copied: "Link created to hand over without an e-mail",
  link_opened: "Link opened",
  link_ended: "Link ended: a newer one was created, or it was withdrawn",
  link_expired: "Link expired",
  accepted: "Accepted: they chose their own password",
};

/** Events that call for action. */
export const badEvents: ReadonlySet<TimelineEventName> = new Set(["failed", "bounced", "complained", "link_expired"]);

/** An event's detail in words, or null. */
export const detailWords = ({ event, detail }: Pick<TimelineEvent, "event" | "detail">): string | null =>
  event === "accepted" && detail ? "signed in with the initial password instead of a link" : reasonWords(detail);
