import { Plus } from "lucide-react";
import { Button } from "@/components/ui/button";
import { CheckboxGroup } from "@/components/ui/checkbox-group";
import { CopyButton } from "@/components/ui/copy-button";
import { CheckboxField, InputField, SelectField, TextareaField } from "@/components/ui/field";
import { Link } from "@/components/ui/link";
import { PageSection } from "@/components/ui/page-section";

const kinds = ["plain", "primary", "danger", "quiet"] as const;

/** Buttons and fields, as they are, busy, disabled and with an error. */
export function Controls() {
  return (
    <PageSection id="controls" title="Buttons and fields">
      <div className="flex flex-wrap gap-2">
        {kinds.map((kind) => (
          <Button key={kind} kind={kind}>
            {kind}
          </Button>
        ))}
        <Button kind="primary">
          <Plus aria-hidden size={14} />
          With an icon
        </Button>
        <Button kind="primary" aria-busy>
          Busy…
        </Button>
        <Button disabled>Disabled</Button>
        <CopyButton text="mem_123" label="Copy the ID" />
        <Link href="/dashboard">A link</Link>
      </div>
      <div className="mt-6 grid gap-x-8 gap-y-4 sm:grid-cols-2">
        <InputField label="A field" placeholder="Placeholder" hint="A hint says what to enter." />
        <InputField label="A field with an error" defaultValue="Wrong" error="say what to do next." />
        <SelectField label="A select">
          <option>Viewer</option>
        </SelectField>
        <InputField label="A disabled field" defaultValue="Not yours to change" disabled />
        <TextareaField label="A text" rows={2} defaultValue="In a fixed width" />
        <CheckboxGroup legend="Checkboxes" error={undefined}>
          <CheckboxField label="Checked" hint="With a hint." defaultChecked />
          <CheckboxField label="Not checked" />
        </CheckboxGroup>
      </div>
    </PageSection>
  );
}
