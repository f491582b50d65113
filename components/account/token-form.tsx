"use client";

import { useState } from "react";
import { useFormDialog } from "@/components/forms/form-dialog";
import { FormDialogActions } from "@/components/forms/form-dialog-actions";
import { FormError } from "@/components/forms/form-error";
import { useApiForm } from "@/components/forms/use-api-form";
import { InputField, SelectField } from "@/components/ui/field";
import { LocalTime } from "@/components/ui/local-time";
import { type CreatedToken, CreateTokenBody } from "@/domain/tokens/schema";
import { api } from "@/lib/http/api-client";

const DAY_MILLISECONDS = 86_400_000;
const lifetimes = [
  { days: 7, label: "7 days" },
  { days: 30, label: "30 days" },
  { days: 90, label: "90 days" },
  { days: 365, label: "1 year" },
  { days: 0, label: "Never" },
];

const expiryAfter = (days: number) =>
  days === 0 ? null : new Date(Date.now() + days * DAY_MILLISECONDS).toISOString().replace(/\.\d+Z$/, "Z");

/** Name and lifetime of a new token. */
export function TokenForm({ onCreated }: { onCreated: (token: CreatedToken) => void }) {
  const [days, setDays] = useState(90);
  const { field, setValue, submit, failure, formState } = useApiForm({
    schema: CreateTokenBody,
    defaultValues: { name: "", expires_at: expiryAfter(days) },
    async save(input) {
      onCreated(await api<CreatedToken>("POST", "/settings/tokens", input));
    },
  });
  const requestClose = useFormDialog(formState.isDirty);
  const expiresAt = expiryAfter(days);

  function choose(value: number) {
    setDays(value);
    setValue("expires_at", expiryAfter(value), { shouldDirty: true });
  }

  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      <FormError error={failure} />
      <InputField
        label="Name"
        autoComplete="off"
        placeholder="CI"
        hint="What it is for, so that you know later what stops working when you revoke it."
        {...field("name")}
      />
      <SelectField
        label="Expires after"
        value={days}
        onChange={(event) => choose(Number(event.target.value))}
        error={formState.errors.expires_at?.message}
        hint={
          expiresAt ? (
            <>
              On <LocalTime value={expiresAt} precision="day" />.
            </>
          ) : (
            "It works until you revoke it or are removed."
          )
        }
      >
        {lifetimes.map(({ days: value, label }) => (
          <option key={value} value={value}>
            {label}
          </option>
        ))}
      </SelectField>
      <FormDialogActions
        onCancel={requestClose}
        isBusy={formState.isSubmitting}
        action={["Create token", "Creating…"]}
      />
    </form>
  );
}
