import type { LeadDetail } from "@/domain/leads/schema";
import { aliasWords } from "./alias-words";

/** A lead's aliases. */
export function Aliases({ aliases }: { aliases: LeadDetail["aliases"] }) {
  if (aliases.length === 0)
    return <p className="text-muted">None: only events with the lead's id are matched to it.</p>;
  return (
    <Pairs
      pairs={aliases.map(({ alias_kind: kind, raw_value: value }) => [`${kind} ${value}`, aliasWords[kind], value])}
    />
  );
}

/** A lead's profile, which profile rules read. */
export function Profile({ profile }: { profile: LeadDetail["profile"] }) {
  const fields = Object.entries(profile);
  if (fields.length === 0) return <p className="text-muted">Nothing yet, so profile rules have nothing to match.</p>;
  return <Pairs pairs={fields.map(([field, value]) => [field, field, value === null ? "Unknown" : String(value)])} />;
}

/** A list of terms and values. */
function Pairs({ pairs }: { pairs: [key: string, term: string, text: string][] }) {
  return (
    <dl className="divide-y divide-line border-line border-y">
      {pairs.map(([key, term, text]) => (
        <div key={key} className="grid min-h-9 grid-cols-[minmax(6rem,2fr)_5fr] items-center gap-x-4 py-1.5">
          <dt className="text-muted wrap-anywhere">{term}</dt>
          <dd className="wrap-anywhere">{text}</dd>
        </div>
      ))}
    </dl>
  );
}
