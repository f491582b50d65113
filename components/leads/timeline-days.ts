import type { LeadEvent } from "@/domain/leads/schema";

/** The events of one type on one day, newest first. */
type Kind = { type: string; events: LeadEvent[] };
type Day = { day: string; at: string; kinds: Kind[] };

/** Events, newest first, by day and within it by type: the type of the day's latest event first. */
export function groupByDay(events: readonly LeadEvent[], dayOf: (timestamp: string) => string): Day[] {
  const days: Day[] = [];
  for (const event of events) {
    const day = dayOf(event.timestamp);
    let latest = days.at(-1);
    if (latest?.day !== day) {
      latest = { day, at: event.timestamp, kinds: [] };
      days.push(latest);
    }
    const kind = latest.kinds.find(({ type }) => type === event.event_type);
    if (kind) kind.events.push(event);
    else latest.kinds.push({ type: event.event_type, events: [event] });
  }
  return days;
}

/** The types of the events with how many there are of each, the most frequent first. */
export function countByType(events: readonly LeadEvent[]): { type: string; count: number }[] {
  const counts = new Map<string, number>();
  for (const { event_type: type } of events) counts.set(type, (counts.get(type) ?? 0) + 1);
  return [...counts].map(([type, count]) => ({ type, count })).toSorted((a, b) => b.count - a.count);
}
