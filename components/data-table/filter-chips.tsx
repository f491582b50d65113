import { X } from "lucide-react";
import { Link } from "@/components/ui/link";
import { numberText } from "@/lib/number-text";
import { listHref } from "./list-href";

type Props<State> = {
  path: string;
  state: State;
  /** What each filter that is set says, by its parameter. */
  labels: { [name in keyof State]?: string | undefined };
  /** How many items match them all, if that is known. */
  total?: number;
  /** The parameters that "Clear" keeps, such as the order. */
  kept?: Partial<State>;
};

/** The filters that are set, each a link that removes it, and one that clears all. */
export function FilterChips<State extends Record<string, string | undefined>>({
  path,
  state,
  labels,
  total,
  kept = {},
}: Props<State>) {
  const set = Object.entries(labels).filter(([, label]) => label);
  if (set.length === 0) return null;
  return (
    <ul aria-label="Filters that are set" className="mb-2 flex flex-wrap items-center gap-2 text-sm">
      {set.map(([name, label]) => (
        <li key={name} className="min-w-0">
          <Link
            href={listHref(path, { ...state, [name]: undefined })}
            aria-label={`Remove the filter: ${label}`}
            className="inline-flex min-h-6 max-w-full items-center gap-1 rounded-full border border-line px-2.5 text-text no-underline hover:border-field"
          >
            <span className="min-w-0 truncate">{label}</span>
            <X aria-hidden size={12} className="shrink-0" />
          </Link>
        </li>
      ))}
      {total !== undefined && (
        <li className="text-muted tabular-nums">{total === 1 ? "1 matches" : `${numberText(total)} match`}</li>
      )}
      <li>
        <Link href={listHref(path, kept)} className="inline-flex min-h-6 items-center underline">
          Clear
        </Link>
      </li>
    </ul>
  );
}
