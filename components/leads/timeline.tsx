import { pointsText } from "@/components/rules/rule-words";
import { RelativeTime } from "@/components/ui/relative-time";
import { ScrollBox } from "@/components/ui/scroll-box";
import type { LeadEvent } from "@/domain/leads/schema";

type Metadata = NonNullable<LeadEvent["metadata"]>;

type Props = {
  /** Newest first. */
  events: LeadEvent[];
  /** Points per event type, for types that active rules name. */
  pointsOf: Record<string, number>;
};

/** A lead's events. */
export function Timeline({ events, pointsOf }: Props) {
  if (events.length === 0) return <p className="text-muted">No events yet.</p>;
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
            <WhatWasSent type={event.event_type} metadata={event.metadata} />
          )}
        </li>
      ))}
    </ol>
  );
}

const SHORT = 60;

/** Metadata in one line, as "path: /pricing, seconds: 40"; null if it is nested or too long. */
function inOneLine(metadata: Metadata): string | null {
  const entries = Object.entries(metadata);
  if (entries.some(([, value]) => typeof value === "object" && value !== null)) return null;
  const line = entries.map(([name, value]) => `${name}: ${value}`).join(", ");
  return line.length <= SHORT ? line : null;
}

function WhatWasSent({ type, metadata }: { type: string; metadata: Metadata }) {
  const line = inOneLine(metadata);
  if (line) return <p className="text-muted text-sm wrap-anywhere">{line}</p>;
  return (
    <details>
      <summary className="min-h-6 w-fit text-muted text-sm">Event data</summary>
      <ScrollBox label={`Data of ${type}`} className="mt-1 max-h-72 rounded-md bg-raised px-3 py-2">
        <pre>{JSON.stringify(metadata, null, 2)}</pre>
      </ScrollBox>
    </details>
  );
}
