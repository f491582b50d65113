"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { DialogForm } from "@/components/forms/dialog-form";
import { FormDialog } from "@/components/forms/form-dialog";
import { useApiForm } from "@/components/forms/use-api-form";
import { InputField, SelectField } from "@/components/ui/field";
import { CreateRulesetBody, rulesetKinds } from "@/domain/rulesets/schema";
import { api } from "@/lib/http/api-client";
import { kindWords } from "./rule-words";

type Props = { open: boolean; onClose: () => void };

/** Creates a ruleset; its rules are added on the page afterwards. */
export function AddRulesetDialog({ open, onClose }: Props) {
  return (
    <FormDialog open={open} onClose={onClose} title="Add a ruleset">
      <AddRulesetForm onSaved={onClose} />
    </FormDialog>
  );
}

function AddRulesetForm({ onSaved }: { onSaved: () => void }) {
  const router = useRouter();
  const form = useApiForm({
    schema: CreateRulesetBody,
    defaultValues: { name: "", kind: "engagement" },
    async save(input) {
      await api("POST", "/rulesets", input);
      toast.success(`Added ${input.name}`);
      router.refresh();
      onSaved();
    },
  });
  const { field, values } = form;
  return (
    <DialogForm form={form} action={["Add ruleset", "Adding…"]}>
      <InputField label="Name" autoComplete="off" {...field("name")} />
      <SelectField label="Kind" hint={kindWords[values.kind].reads} {...field("kind")}>
        {rulesetKinds.map((kind) => (
          <option key={kind} value={kind}>
            {kindWords[kind].name}
          </option>
        ))}
      </SelectField>
    </DialogForm>
  );
}
