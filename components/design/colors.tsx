import { PageSection } from "@/components/ui/page-section";

const surfaces = ["bg-page", "bg-sunken", "bg-raised", "bg-line", "bg-field"];
const words = ["text-text", "text-muted", "text-accent", "text-good", "text-warn", "text-bad"];
const series = ["bg-chart-1", "bg-chart-2", "bg-chart-3", "bg-chart-4", "bg-chart-5", "bg-chart-6"];
const sizes = ["text-xs", "text-sm", "text-base", "text-lg", "text-xl", "text-2xl"];

/** The colors, and the sizes of texts. */
export function Colors() {
  return (
    <PageSection id="colors" title="Colors and type">
      <ul className="grid grid-cols-3 gap-3 sm:grid-cols-6">
        {[...surfaces, ...series].map((name) => (
          <li key={name} className="text-muted text-xs">
            <span className={`mb-1 block h-10 rounded-md border border-line ${name}`} />
            {name.slice("bg-".length)}
          </li>
        ))}
      </ul>
      <p className="mt-4 flex flex-wrap gap-x-4">
        {words.map((name) => (
          <span key={name} className={name}>
            {name.slice("text-".length)}
          </span>
        ))}
        <span className="rounded-sm bg-accent px-1.5 text-on-accent">on-accent</span>
        <code>code</code>
      </p>
      <p className="mt-4 flex flex-wrap items-baseline gap-x-4">
        {sizes.map((name) => (
          <span key={name} className={name}>
            {name}
          </span>
        ))}
      </p>
    </PageSection>
  );
}
