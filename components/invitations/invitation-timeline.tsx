import { RelativeTime } from "@/components/ui/relative-time";
import type { TimelineEvent } from "@/domain/invitations/schema";
import { badEvents, detailWords, eventWords } from "./timeline-words";

type Props = { events: TimelineEvent[]; email: string };

/** The history of a member's invitations, oldest first; an address is shown if it differs from the current one. */
export function InvitationTimeline({ events, email }: Props) {
  if (events.length === 0) return <p className="text-muted">Nothing has happened yet.</p>;
  return (
    <ol aria-label="Invitation history" className="border-line border-l pl-4">
      {events.map((event, index) => {
        const detail = detailWords(event);
        return (
          // Events are only ever appended, and two alike may share a second.
          // biome-ignore lint/suspicious/noArrayIndexKey: the position identifies the event
          <li key={index} className="py-0.5">
            <span className={badEvents.has(event.event) ? "font-medium text-bad" : "font-medium"}>
              {eventWords[event.event]}
            </span>{" "}
            <span className="text-muted text-sm">
              {event.email !== email && <span className="break-all">to {event.email}, </span>}
              <RelativeTime value={event.at} />
            </span>
            {detail && <span className="block text-muted text-sm first-letter:uppercase">{detail}</span>}
          </li>
        );
      })}
    </ol>
  );
}
