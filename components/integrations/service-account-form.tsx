"use client";

import { programScopeMeanings } from "@/components/credentials/scope-words";
import { ScopesField } from "@/components/credentials/scopes-field";
import { DialogForm } from "@/components/forms/dialog-form";
import { useApiForm } from "@/components/forms/use-api-form";
import { CheckboxField, InputField } from "@/components/ui/field";
import {
  CreateServiceAccountBody,
  type CreateServiceAccountInput,
  type ServiceAccountContent,
  serviceAccountContent,
} from "@/domain/service-accounts/schema";
import { programScopes } from "@/lib/scopes";
import { serviceAccountWords } from "./service-account-words";

type Props = {
  values: ServiceAccountContent;
  /** Whether they belong to an existing service account. */
  isEdited?: boolean;
  /** The submit button's text, idle and while saving. */
  action: [string, string];
  save: (input: CreateServiceAccountInput, version?: string) => Promise<void>;
};

/** Edits a service account's name and whether its consent is trusted, and the scopes of a new one. */
export function ServiceAccountForm({ values, isEdited = false, action, save }: Props) {
  const form = useApiForm({
    schema: CreateServiceAccountBody,
    defaultValues: isEdited ? values : { ...values, scopes: [...programScopes] },
    edited: isEdited ? { seen: values, valuesOf: serviceAccountContent, words: serviceAccountWords } : undefined,
    save,
  });
  const { register, field } = form;
  return (
    <DialogForm form={form} action={action}>
      <InputField
        label="Name"
        autoComplete="off"
        placeholder="Website"
        hint="The program that uses it, so that you know later what stops working when you revoke it."
        {...field("name")}
      />
      {!isEdited && <ScopesField meanings={programScopeMeanings} {...field("scopes")} />}
      <CheckboxField
        label="Trust consent given at the source"
        hint="Events that it sends count as consented to where they were collected."
        {...register("trust_upstream_consent")}
      />
    </DialogForm>
  );
}
