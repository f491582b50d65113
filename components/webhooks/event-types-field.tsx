import { ChevronRight } from "lucide-react";
import type { InputHTMLAttributes } from "react";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import { CheckboxField } from "@/components/ui/field";
import { ScrollBox } from "@/components/ui/scroll-box";
import { eventMeaning, exampleEvent, isApart } from "@/domain/webhooks/event-schema";
import { type EventGroup, eventGroups } from "./event-groups";

type Checkbox = InputHTMLAttributes<HTMLInputElement>;
type Props = { chosen: readonly string[]; error?: string | undefined } & Checkbox;

/** The events that an endpoint gets, by what they are about; the rest of the props register each of the checkboxes. */
export function EventTypesField({ chosen, error, ...checkbox }: Props) {
  return (
    <CheckboxGroup legend="Events" error={error}>
      <CheckboxField label="Every event" hint="Also of kinds that a later version adds." value="*" {...checkbox} />
      <div className="mt-2 divide-y divide-line border-line border-y">
        {eventGroups.map((group) => (
          <Group key={group.pattern} group={group} chosen={chosen} checkbox={checkbox} />
        ))}
      </div>
    </CheckboxGroup>
  );
}

type GroupProps = { group: EventGroup; chosen: readonly string[]; checkbox: Checkbox };

function Group({ group: { pattern, name, types }, chosen, checkbox }: GroupProps) {
  const count = types.filter((type) => chosen.includes(type)).length;
  const all = chosen.includes("*") || chosen.includes(pattern);
  const example = types.find(isApart) ?? types.at(-1) ?? "";
  return (
    <details className="group">
      <summary className="flex min-h-8 cursor-pointer list-none items-center gap-2">
        <ChevronRight aria-hidden size={14} className="shrink-0 text-muted group-open:rotate-90" />
        <span className="flex-1">{name}</span>
        <span className="text-muted text-sm">{all ? "all" : count > 0 ? `${count} of ${types.length}` : "none"}</span>
      </summary>
      <div className="space-y-1.5 pb-3 pl-4">
        <CheckboxField label={`All events: ${name}`} hint={<code>{pattern}</code>} value={pattern} {...checkbox} />
        {types.map((type) => (
          <CheckboxField key={type} label={type} hint={eventMeaning(type)} value={type} {...checkbox} />
        ))}
        <p className="pt-1 text-muted text-sm">
          What is sent, here for <code>{example}</code>:
        </p>
        <ScrollBox
          label={`Example of ${example}`}
          className="max-h-64 rounded-md border border-line bg-raised px-3 py-2 text-sm"
        >
          <pre>{JSON.stringify(exampleEvent(example), null, 2)}</pre>
        </ScrollBox>
      </div>
    </details>
  );
}
