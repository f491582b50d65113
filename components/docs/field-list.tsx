import { Badge } from "@/components/ui/badge";
import { InlineMarkdown } from "./markdown";
import type { Field } from "./reference";

type Props = { fields: Field[]; isAnswer?: boolean };

/** Parameters or JSON fields, each with its type and meaning. A request's say what is required, an answer's what may be absent. */
export function FieldList({ fields, isAnswer = false }: Props) {
  return (
    <dl className="divide-y divide-line border-line border-y">
      {fields.map(({ name, type, required, description }) => (
        <div key={name} className="py-2">
          <dt className="flex flex-wrap items-baseline gap-x-2">
            <code className="break-all font-medium">{name}</code>
            <span className="text-muted text-sm">{type}</span>
            {required !== isAnswer && <Badge>{isAnswer ? "may be absent" : "required"}</Badge>}
          </dt>
          {description && (
            <dd className="text-pretty text-sm">
              <InlineMarkdown text={description} />
            </dd>
          )}
        </div>
      ))}
    </dl>
  );
}
