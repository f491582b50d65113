import { useInBrowser } from "@/components/ui/use-in-browser";
import { numberText } from "@/lib/number-text";

type Props = {
  types: { type: string; count: number }[];
  chosen: string[];
  onChoose: (types: string[]) => void;
};

/** Buttons that show the events of some types only; none chosen shows all. */
export function TimelineFilter({ types, chosen, onChoose }: Props) {
  const isInBrowser = useInBrowser();
  if (types.length < 2) return null;
  const toggle = (type: string) =>
    onChoose(chosen.includes(type) ? chosen.filter((one) => one !== type) : [...chosen, type]);
  return (
    <fieldset className="flex flex-wrap gap-2">
      <legend className="sr-only">Show only these events</legend>
      {types.map(({ type, count }) => (
        <button
          key={type}
          type="button"
          disabled={!isInBrowser}
          aria-pressed={chosen.includes(type)}
          onClick={() => toggle(type)}
          className="inline-flex min-h-7 max-w-full items-center gap-1.5 rounded-full border border-line px-2.5 text-sm hover:border-field aria-pressed:border-accent aria-pressed:bg-accent/12"
        >
          <span className="min-w-0 truncate">{type}</span>
          <span className="text-muted tabular-nums">{numberText(count)}</span>
        </button>
      ))}
    </fieldset>
  );
}
