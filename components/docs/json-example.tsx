import { ScrollBox } from "@/components/ui/scroll-box";

/** An example of a JSON body, folded away; `of` tells screen readers what it is an example of. */
export function JsonExample({ title, of, json }: { title: string; of: string; json: string }) {
  return (
    <details className="mt-1">
      <summary className="text-sm">
        {title}
        <span className="sr-only">{` of ${of}`}</span>
      </summary>
      <ScrollBox label={`Example of ${of}`} className="mt-2 max-h-96 rounded-lg border border-line bg-raised p-3">
        <pre>{json}</pre>
      </ScrollBox>
    </details>
  );
}
