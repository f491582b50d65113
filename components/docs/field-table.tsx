import { ScrollBox } from "@/components/ui/scroll-box";
import { InlineMarkdown } from "./markdown";
import type { Field } from "./reference";

/** A table of parameters or JSON fields. */
export function FieldTable({ caption, fields }: { caption: string; fields: Field[] }) {
  return (
    <ScrollBox label={caption} className="mt-4">
      <table className="w-full text-left text-sm">
        <caption className="pb-1 text-left font-medium">{caption}</caption>
        <thead>
          <tr className="border-line border-b text-muted">
            <th className="py-1 pr-4 font-normal">Field</th>
            <th className="py-1 pr-4 font-normal">Type</th>
            <th className="py-1 pr-4 font-normal">Required</th>
            <th className="py-1 font-normal">Description</th>
          </tr>
        </thead>
        <tbody>
          {fields.map(({ name, type, required, description }) => (
            <tr key={name} className="border-line border-b align-top">
              <td className="py-1.5 pr-4 font-mono text-xs leading-6">{name}</td>
              <td className="py-1.5 pr-4 font-mono text-muted text-xs leading-6">{type}</td>
              <td className="py-1.5 pr-4">{required ? "yes" : "no"}</td>
              <td className="py-1.5">
                <InlineMarkdown text={description} />
              </td>
            </tr>
          ))}
        </tbody>
      </table>
    </ScrollBox>
  );
}
