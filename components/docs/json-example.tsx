import { ScrollBox } from "@/components/ui/scroll-box";

/** An example of a JSON body, folded away. `label` is the accessible name. */
export function JsonExample({ label, title, json }: { label: string; title: string; json: string }) {
  return (
    <details className="mt-2">
      <summary className="text-sm">
        {title}
        <span className="sr-only">{` (${label})`}</span>
      </summary>
      <ScrollBox label={label} className="mt-2 max-h-96 rounded-lg border border-line bg-raised p-3">
        <pre>{json}</pre>
      </ScrollBox>
    </details>
  );
}
