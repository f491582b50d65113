"use client";

import { useState } from "react";
import { LocalTime } from "@/components/ui/local-time";
import { useInBrowser } from "@/components/ui/use-in-browser";
import type { LeadEvent } from "@/domain/leads/schema";
import { countText, signedText } from "@/lib/number-text";
import { timeText } from "@/lib/time-text";
import { EventData } from "./event-data";
import { EventIcon } from "./event-icon";
import { countByType, groupByDay } from "./timeline-days";
import { TimelineFilter } from "./timeline-filter";

type Props = {
  /** Newest first. */
  events: LeadEvent[];
  /** Points per event type, for types that active rules name. */
  pointsOf: Record<string, number>;
};

/** A lead's events by the reader's days and by type, all of them or of some types only. */
export function Timeline({ events, pointsOf }: Props) {
  const isReaders = useInBrowser();
  const [chosen, setChosen] = useState<string[]>([]);
  if (events.length === 0) return <p className="text-muted">No events yet.</p>;
  const shown = chosen.length === 0 ? events : events.filter(({ event_type: type }) => chosen.includes(type));
  const days = groupByDay(shown, (timestamp) => timeText(timestamp, "day", isReaders));
  return (
    <>
      <TimelineFilter types={countByType(events)} chosen={chosen} onChoose={setChosen} />
      {days.map(({ day, at, kinds }) => (
        <section key={day}>
          <h3 className="mt-4 mb-1 border-line border-b pb-1 font-medium text-muted text-sm">
            <LocalTime value={at} precision="day" />
          </h3>
          <ul>
            {kinds.map((kind) => (
              <Kind key={kind.type} {...kind} points={pointsOf[kind.type]} />
            ))}
          </ul>
        </section>
      ))}
    </>
  );
}

type KindProps = { type: string; events: LeadEvent[]; points: number | undefined };

function Kind({ type, events, points }: KindProps) {
  const [latest] = events;
  return (
    <li className="flex items-start gap-3 py-2">
      <EventIcon type={type} />
      <div className="min-w-0 flex-1">
        <p className="flex flex-wrap items-baseline gap-x-3">
          <span className="min-w-0 font-medium wrap-anywhere">{type}</span>
          {points !== undefined && (
            <span className="text-muted text-sm tabular-nums">{signedText(points * events.length)}</span>
          )}
          {latest && <Moment at={latest.timestamp} />}
        </p>
        {events.length === 1 && latest ? <EventData {...latest} /> : <Each events={events} />}
      </div>
    </li>
  );
}

function Each({ events }: { events: LeadEvent[] }) {
  return (
    <details>
      <summary className="min-h-6 w-fit text-muted text-sm">{countText(events.length, "time")}</summary>
      <ol className="mt-1 divide-y divide-line border-line border-l pl-3">
        {events.map((event) => (
          <li key={event.event_id} className="py-1">
            <Moment at={event.timestamp} />
            <EventData {...event} />
          </li>
        ))}
      </ol>
    </details>
  );
}

function Moment({ at }: { at: string }) {
  return (
    <span className="ml-auto text-muted text-sm tabular-nums">
      <LocalTime value={at} precision="clock" tooltip="exact" />
    </span>
  );
}
