import { ChevronRight } from "lucide-react";
import { LocalTime } from "@/components/ui/local-time";
import type { ShownEntry } from "@/domain/audit-log/schema";
import { actorWords, deedWords } from "./audit-words";
import { DayHeading } from "./day-heading";
import { EntryDetails } from "./entry-details";

type Props = { label: string; entries: ShownEntry[]; headings: "h2" | "h3"; mayErase?: boolean };

/** Entries by day, a sentence each, with their details in place. */
export function EntryList({ label, entries, headings, mayErase = false }: Props) {
  return (
    <ul aria-label={label}>
      {entries.map((entry, index) => (
        <li key={entry.id}>
          <DayHeading at={entry.at} previousAt={entries[index - 1]?.at} as={headings} />
          <details className="group">
            <summary className="flex cursor-pointer list-none items-start gap-2 rounded px-1 py-1.5 hover:bg-raised">
              <ChevronRight aria-hidden size={14} className="mt-1 shrink-0 text-muted group-open:rotate-90" />
              <span className="min-w-0 flex-1 wrap-anywhere">
                <span className="font-medium">{actorWords(entry)}</span> {deedWords(entry)}
              </span>
              <span className="text-muted tabular-nums">
                <LocalTime value={entry.at} precision="clock" tooltip="exact" />
              </span>
              <span className="sr-only">{`, ${index + 1} of ${entries.length}`}</span>
            </summary>
            <EntryDetails entry={entry} mayErase={mayErase} />
          </details>
        </li>
      ))}
    </ul>
  );
}
