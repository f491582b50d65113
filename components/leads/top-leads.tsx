import { PlainTable } from "@/components/data-table/plain-table";
import { RelativeTime } from "@/components/ui/relative-time";
import { UnitLink } from "@/components/units/unit-link";
import { numberText } from "@/lib/number-text";
import { type LeadNames, leadTitle } from "./lead-name";
import { ScoreLevel } from "./score-level";

type Top = { lead_id: string; score: number; last_event_at: string | null; names: LeadNames };

/** The leads with the highest scores. */
export function TopLeads({ leads }: { leads: Top[] }) {
  const [first] = leads;
  if (!first) return null;
  return (
    <>
      <p className="mb-2 text-muted">
        The highest score is {numberText(first.score)}: {leadTitle(first.lead_id, first.names)}.
      </p>
      <PlainTable
        caption="Leads with the highest scores"
        headings={[
          { label: "Lead" },
          { label: "Last event", className: "max-sm:hidden" },
          { label: "Score", className: "text-right" },
        ]}
      >
        <tbody>
          {leads.map(({ lead_id: id, score, last_event_at: last, names }) => (
            <tr key={id} className="border-line border-b last:border-b-0">
              <th scope="row" className="py-1.5 pr-4 font-normal wrap-anywhere">
                <UnitLink to={`/leads/${id}`} className="inline-block min-h-6 font-medium text-text">
                  {leadTitle(id, names)}
                </UnitLink>
                {names.company && <span className="block text-muted text-sm">{names.company}</span>}
              </th>
              <td className="py-1.5 pr-4 text-muted max-sm:hidden">
                {/* The exact time, which the server writes, is longer: it may not make the row higher for a moment. */}
                <span className="block w-36 truncate">{last ? <RelativeTime value={last} /> : "None yet"}</span>
              </td>
              <td className="whitespace-nowrap py-1.5 text-right">
                <ScoreLevel score={score} />{" "}
                <span className="inline-block min-w-12 font-medium tabular-nums">{numberText(score)}</span>
              </td>
            </tr>
          ))}
        </tbody>
      </PlainTable>
    </>
  );
}
