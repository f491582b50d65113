import { X } from "lucide-react";
import { listHref } from "@/components/data-table/list-href";
import { Link } from "@/components/ui/link";
import { AUDIT_PATH, type AuditListState } from "./audit-list-state";
import { actionName } from "./audit-words";

type Props = { state: AuditListState; nameOf: (id: string) => string };

const words: Record<keyof AuditListState, (value: string, nameOf: Props["nameOf"]) => string> = {
  search: (value, nameOf) => `“${nameOf(value)}”`,
  action: actionName,
  unit_id: (value, nameOf) => `In ${nameOf(value)}`,
  since: (value) => `From ${value}`,
  until: (value) => `To ${value}`,
  actor: (value, nameOf) => `By ${nameOf(value)}`,
  target: (value, nameOf) => `To or about ${nameOf(value)}`,
};

/** The filters that are set, each a link that removes it, and one that clears all. */
export function FilterChips({ state, nameOf }: Props) {
  const set = (Object.keys(words) as (keyof AuditListState)[]).flatMap((name) => {
    const value = state[name];
    return value ? [{ name, label: words[name](value, nameOf) }] : [];
  });
  if (set.length === 0) return null;
  return (
    <ul aria-label="Filters that are set" className="mb-2 flex flex-wrap items-center gap-2 text-sm">
      {set.map(({ name, label }) => (
        <li key={name} className="min-w-0">
          <Link
            href={listHref(AUDIT_PATH, { ...state, [name]: undefined })}
            aria-label={`Remove the filter: ${label}`}
            className="inline-flex min-h-6 max-w-full items-center gap-1 rounded-full border border-line px-2.5 text-text no-underline hover:border-field"
          >
            <span className="min-w-0 truncate">{label}</span>
            <X aria-hidden size={12} className="shrink-0" />
          </Link>
        </li>
      ))}
      <li>
        <Link href={AUDIT_PATH} className="inline-block min-h-6 underline">
          Clear
        </Link>
      </li>
    </ul>
  );
}
