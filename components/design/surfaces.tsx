import { PageSection } from "@/components/ui/page-section";

const kinds = [
  ["Page", "rounded-md border border-line bg-page", "where texts and fields are"],
  ["Sunken", "rounded-md bg-sunken", "around it: navigation, empty places"],
  ["Raised", "rounded-md bg-raised", "under the pointer"],
  ["Card", "rounded-lg border border-line bg-page shadow-raised", "one thing that can be opened"],
  ["Floating", "rounded-lg bg-page shadow-floating", "menus and dialogs"],
];

/** The surfaces, with their corners and shadows. */
export function Surfaces() {
  return (
    <PageSection id="surfaces" title="Surfaces">
      <ul className="grid gap-4 sm:grid-cols-5">
        {kinds.map(([name, style, use]) => (
          <li key={name} className={`p-3 ${style}`}>
            <span className="block font-medium">{name}</span>
            <span className="text-muted text-sm">{use}</span>
          </li>
        ))}
      </ul>
    </PageSection>
  );
}
