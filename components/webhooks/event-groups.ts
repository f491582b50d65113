import { nounNames } from "@/components/audit-log/audit-words";
import { eventTypesOf } from "@/domain/webhooks/event-schema";

export type EventGroup = { pattern: string; name: string; types: string[] };

/** The event types by what they are about, in the order of the audit log's filter. */
export const eventGroups: readonly EventGroup[] = Object.entries(nounNames).map(([noun, name]) => ({
  pattern: `${noun}.*`,
  name,
  types: eventTypesOf(noun),
}));
