import { classNames } from "./class-names";
import { colorOf } from "./color-of";

const colors = [
  "bg-chart-1/12 text-chart-1",
  "bg-chart-2/12 text-chart-2",
  "bg-chart-3/12 text-chart-3",
  "bg-chart-4/12 text-chart-4",
  "bg-chart-5/12 text-chart-5",
  "bg-chart-6/12 text-chart-6",
];

/** The first letters of the first and the last word. */
function initialsOf(name: string): string {
  const words = name.trim().split(/\s+/);
  const ends = words.length > 1 ? [words[0], words.at(-1)] : words;
  return ends.map((word = "") => [...word][0]?.toUpperCase() ?? "").join("");
}

type Props = { id: string; name: string /** Square for an organization. */; isSquare?: boolean; className?: string };

/** Initials in the colour of an id, beside the name that they repeat. */
export function Avatar({ id, name, isSquare = false, className }: Props) {
  return (
    <span
      aria-hidden
      className={classNames(
        "inline-flex size-7 shrink-0 select-none items-center justify-center font-semibold text-xs",
        isSquare ? "rounded-md" : "rounded-full",
        colors[colorOf(id)],
        className,
      )}
    >
      {initialsOf(name)}
    </span>
  );
}
