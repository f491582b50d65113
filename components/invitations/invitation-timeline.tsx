import { RelativeTime } from "@/components/ui/relative-time";
import type { TimelineEvent } from "@/domain/invitations/schema";
import { badEvents, detailWords, eventWords } from "./timeline-words";

type Props = { events: TimelineEvent[]; email: string };

/** What became of a member's invitations, oldest first; an address is named where it is not the member's present one. */
export function InvitationTimeline({ events, email }: Props) {
  if (events.length === 0) return <p className="text-muted">Nothing has happened yet.</p>;
  return (
    <ol aria-label="What became of the invitation" className="border-line border-l pl-4">
      {events.map((event, index) => {
        const detail = detailWords(event);
        return (
          // Nothing is ever inserted before an event, and one may happen twice in a second.
          // biome-ignore lint/suspicious/noArrayIndexKey: the place is the identity
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
