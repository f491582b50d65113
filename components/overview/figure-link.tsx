import { Link } from "@/components/ui/link";
import { numberText } from "@/lib/number-text";

/** A number that links to the list it counts. */
export function FigureLink({
  label,
  value,
  href,
  note,
}: {
  label: string;
  value: number;
  href: string;
  note?: string;
}) {
  return (
    <Link
      href={href}
      className="group block rounded-lg border border-line bg-page px-4 py-3 text-text no-underline shadow-raised transition-colors hover:border-field hover:no-underline"
    >
      <span className="block text-muted text-sm">{label}</span>{" "}
      <span className="block font-semibold text-xl tabular-nums">{numberText(value)}</span>{" "}
      {note && <span className="block text-muted text-sm">{note}</span>}
    </Link>
  );
}
