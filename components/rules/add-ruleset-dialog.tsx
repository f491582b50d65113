"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { FormDialog, useFormDialog } from "@/components/forms/form-dialog";
import { FormError } from "@/components/forms/form-error";
import { useApiForm } from "@/components/forms/use-api-form";
import { Button } from "@/components/ui/button";
import { DialogActions } from "@/components/ui/dialog";
import { InputField, SelectField } from "@/components/ui/field";
import { CreateRulesetBody, rulesetKinds } from "@/domain/rulesets/schema";
import { api } from "@/lib/http/api-client";
import { kindWords } from "./rule-words";

type Props = { open: boolean; onClose: () => void };

/** The dialog that makes a ruleset. Its rules, which alone give points, are added on the page. */
export function AddRulesetDialog({ open, onClose }: Props) {
  return (
    <FormDialog open={open} onClose={onClose} title="Add a ruleset">
      <AddRulesetForm onSaved={onClose} />
    </FormDialog>
  );
}

function AddRulesetForm({ onSaved }: { onSaved: () => void }) {
  const router = useRouter();
  const { register, watch, submit, failure, formState } = useApiForm({
    schema: CreateRulesetBody,
    defaultValues: { name: "", kind: "engagement" },
    async save(input) {
      await api("POST", "/rulesets", input);
      toast.success(`Added ${input.name}`);
      router.refresh();
      onSaved();
    },
  });
  const requestClose = useFormDialog(formState.isDirty);
  const { errors } = formState;
  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      <FormError error={failure} />
      <InputField label="Name" autoComplete="off" error={errors.name?.message} {...register("name")} />
      <SelectField
        label="Kind"
        hint={kindWords[watch("kind")].reads}
        error={errors.kind?.message}
        {...register("kind")}
      >
        {rulesetKinds.map((kind) => (
          <option key={kind} value={kind}>
            {kindWords[kind].name}
          </option>
        ))}
      </SelectField>
      <DialogActions>
        <Button onClick={requestClose}>Cancel</Button>
        <Button type="submit" kind="primary">
          {formState.isSubmitting ? "Adding…" : "Add ruleset"}
        </Button>
      </DialogActions>
    </form>
  );
}
