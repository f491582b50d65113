import { pointsText } from "@/components/rules/rule-words";
import { RelativeTime } from "@/components/ui/relative-time";
import { ScrollBox } from "@/components/ui/scroll-box";
import type { LeadEvent } from "@/domain/leads/schema";

type Props = {
  /** The newest first. */
  events: LeadEvent[];
  /** What one event of a type gives, for types that active rules name. */
  pointsOf: Record<string, number>;
};

/** What a lead did. */
export function Timeline({ events, pointsOf }: Props) {
  if (events.length === 0) return <p className="text-muted">No event yet.</p>;
  return (
    <ol className="divide-y divide-line border-line border-y">
      {events.map((event) => (
        <li key={event.event_id} className="py-2">
          <div className="flex flex-wrap items-baseline gap-x-3">
            <span className="min-w-0 font-medium wrap-anywhere">{event.event_type}</span>
            {Object.hasOwn(pointsOf, event.event_type) && (
              <span className="text-muted text-sm tabular-nums">{pointsText(pointsOf[event.event_type] ?? 0)}</span>
            )}
            <span className="ml-auto text-muted text-sm">
              <RelativeTime value={event.timestamp} />
            </span>
          </div>
          {event.metadata && Object.keys(event.metadata).length > 0 && (
            <Metadata type={event.event_type} metadata={event.metadata} />
          )}
        </li>
      ))}
    </ol>
  );
}

const SHORT = 60;

function Metadata({ type, metadata }: { type: string; metadata: NonNullable<LeadEvent["metadata"]> }) {
  const short = JSON.stringify(metadata);
  if (short.length <= SHORT) return <code className="text-muted wrap-anywhere">{short}</code>;
  return (
    <details>
      <summary className="min-h-6 w-fit text-muted text-sm">What was sent with it</summary>
      <ScrollBox label={`What was sent with ${type}`} className="mt-1 max-h-72 rounded-md bg-raised px-3 py-2">
        <pre>{JSON.stringify(metadata, null, 2)}</pre>
      </ScrollBox>
    </details>
  );
}
