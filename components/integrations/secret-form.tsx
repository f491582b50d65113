"use client";

import { Conflict } from "@/components/forms/conflict";
import { useFormDialog } from "@/components/forms/form-dialog";
import { FormDialogActions } from "@/components/forms/form-dialog-actions";
import { FormError } from "@/components/forms/form-error";
import { useApiForm } from "@/components/forms/use-api-form";
import { CheckboxField, InputField } from "@/components/ui/field";
import {
  CreateSecretBody,
  type CreateSecretInput,
  type SecretContent,
  secretContent,
} from "@/domain/service-accounts/schema";
import { secretWords } from "./secret-words";

type Props = {
  values: SecretContent;
  /** Whether they belong to an existing service account. */
  isEdited?: boolean;
  /** The submit button's text, idle and while saving. */
  action: [string, string];
  save: (input: CreateSecretInput, version?: string) => Promise<void>;
};

/** Edits a service account's name and whether its consent is trusted. */
export function SecretForm({ values, isEdited = false, action, save }: Props) {
  const { register, field, submit, failure, conflict, formState } = useApiForm({
    schema: CreateSecretBody,
    defaultValues: values,
    edited: isEdited ? { seen: values, valuesOf: secretContent, words: secretWords } : undefined,
    save,
  });
  const requestClose = useFormDialog(formState.isDirty);
  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      <FormError error={failure} />
      {conflict && <Conflict {...conflict} />}
      <InputField
        label="Name"
        autoComplete="off"
        placeholder="Website"
        hint="The program that uses it, so that you know later what stops working when you revoke it."
        {...field("name")}
      />
      <CheckboxField
        label="Trust consent given at the source"
        hint="Events that it sends count as consented to where they were collected."
        {...register("trust_upstream_consent")}
      />
      <FormDialogActions onCancel={requestClose} isBusy={formState.isSubmitting} action={action} />
    </form>
  );
}
