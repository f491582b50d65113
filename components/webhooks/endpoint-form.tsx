"use client";

import { DialogForm } from "@/components/forms/dialog-form";
import { useApiForm } from "@/components/forms/use-api-form";
import { OnlyUnitField } from "@/components/org-units/only-unit-field";
import { CheckboxField, InputField } from "@/components/ui/field";
import {
  CreateWebhookEndpointBody,
  type CreateWebhookEndpointInput,
  type WebhookEndpointContent,
  webhookEndpointContent,
} from "@/domain/webhooks/schema";
import { EventTypesField } from "./event-types-field";
import { endpointWords } from "./webhook-words";

export type EndpointUnit = { unit_id: string; name: string };

type Props = {
  values: WebhookEndpointContent;
  /** Whether they belong to an existing endpoint. */
  isEdited?: boolean;
  units: EndpointUnit[];
  /** The submit button's text, idle and while saving. */
  action: [string, string];
  save: (input: CreateWebhookEndpointInput, version?: string) => Promise<void>;
};

/** Edits where events go, which, and of which OU. */
export function EndpointForm({ values, isEdited = false, units, action, save }: Props) {
  const form = useApiForm({
    schema: CreateWebhookEndpointBody,
    defaultValues: values,
    edited: isEdited ? { seen: values, valuesOf: webhookEndpointContent, words: endpointWords } : undefined,
    fieldOf: { org_unit_not_found: "unit_id" },
    save,
  });
  const { register, field, watch } = form;
  return (
    <DialogForm form={form} action={action}>
      <InputField
        label="URL"
        type="url"
        inputMode="url"
        autoComplete="off"
        placeholder="https://example.com/hooks"
        hint="It begins with https:// and leads to a public address."
        {...field("url")}
      />
      <InputField
        label="Description"
        autoComplete="off"
        placeholder="CRM"
        hint="The system that gets the events."
        {...field("description")}
      />
      <EventTypesField chosen={watch("event_types")} {...field("event_types")} />
      <OnlyUnitField
        units={units}
        hint={
          watch("unit_id")
            ? "It gets only events that concern this org unit."
            : "It gets the events of every org unit and of the organization."
        }
        {...field("unit_id", { setValueAs: (value: string | null) => value || null })}
      />
      <CheckboxField
        label="Send events"
        hint="While this is off, events are not kept for it."
        {...register("active")}
      />
    </DialogForm>
  );
}
