import { Link } from "@/components/ui/link";
import { numberText, signedText } from "@/lib/number-text";

type Props = {
  label: string;
  value: number;
  href: string;
  /** How much more it is than 30 days ago. */
  change?: number;
  note?: string;
};

const changeNote = (change: number) => (change === 0 ? "As 30 days ago" : `${signedText(change)} in 30 days`);

/** A number that links to the list it counts. */
export function FigureLink({ label, value, href, change, note }: Props) {
  const said = note ?? (change === undefined ? undefined : changeNote(change));
  return (
    <Link
      href={href}
      className="group block rounded-lg border border-line px-4 py-3 text-text no-underline hover:border-field hover:no-underline"
    >
      <span className="block text-muted text-sm">{label}</span>{" "}
      <span className="block font-semibold text-2xl tabular-nums tracking-tight">{numberText(value)}</span>{" "}
      {said && <span className="block text-muted text-sm">{said}</span>}
    </Link>
  );
}
