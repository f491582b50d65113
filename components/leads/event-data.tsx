import { ScrollBox } from "@/components/ui/scroll-box";
import type { LeadEvent } from "@/domain/leads/schema";

type Metadata = NonNullable<LeadEvent["metadata"]>;

const SHORT = 60;

/** Metadata in one line, as "path: /pricing, seconds: 40"; null if it is nested or too long. */
function inOneLine(metadata: Metadata): string | null {
  const entries = Object.entries(metadata);
  if (entries.some(([, value]) => typeof value === "object" && value !== null)) return null;
  const line = entries.map(([name, value]) => `${name}: ${value}`).join(", ");
  return line.length <= SHORT ? line : null;
}

/** What was sent with an event, in a line if it is short. */
export function EventData({ event_type: type, metadata }: Pick<LeadEvent, "event_type" | "metadata">) {
  if (!metadata || Object.keys(metadata).length === 0) return null;
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
