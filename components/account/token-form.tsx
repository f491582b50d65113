"use client";

import { useState } from "react";
import { tokenScopeMeanings } from "@/components/credentials/scope-words";
import { ScopesField } from "@/components/credentials/scopes-field";
import { DialogForm } from "@/components/forms/dialog-form";
import { useApiForm } from "@/components/forms/use-api-form";
import { OnlyUnitField } from "@/components/org-units/only-unit-field";
import { InputField, SelectField } from "@/components/ui/field";
import { LocalTime } from "@/components/ui/local-time";
import type { OrgUnit } from "@/domain/org-units/schema";
import { type CreatedToken, CreateTokenBody } from "@/domain/tokens/schema";
import { api } from "@/lib/http/api-client";
import { scopes } from "@/lib/scopes";
import { daysAfter } from "@/lib/timestamp";

const lifetimes = [
  { days: 7, label: "7 days" },
  { days: 30, label: "30 days" },
  { days: 90, label: "90 days" },
  { days: 365, label: "1 year" },
  { days: 0, label: "Never" },
];

const expiryAfter = (days: number) => (days === 0 ? null : daysAfter(Date.now(), days));

export type TokenUnit = Pick<OrgUnit, "unit_id" | "name">;
type Props = {
  /** The OUs that the token can be limited to. */
  units: TokenUnit[];
  onCreated: (token: CreatedToken) => void;
};

/** Name, scopes, OU and lifetime of a new token. */
export function TokenForm({ units, onCreated }: Props) {
  const [days, setDays] = useState(90);
  const form = useApiForm({
    schema: CreateTokenBody,
    defaultValues: { name: "", scopes: [...scopes], unit_id: null, expires_at: expiryAfter(days) },
    async save(input) {
      onCreated(await api<CreatedToken>("POST", "/settings/tokens", input));
    },
  });
  const { field, setValue, watch } = form;
  const expiresAt = expiryAfter(days);

  function choose(value: number) {
    setDays(value);
    setValue("expires_at", expiryAfter(value), { shouldDirty: true });
  }

  return (
    <DialogForm form={form} action={["Create token", "Creating…"]}>
      <InputField
        label="Name"
        autoComplete="off"
        placeholder="CI"
        hint="What it is for, so that you know later what stops working when you revoke it."
        {...field("name")}
      />
      <ScopesField meanings={tokenScopeMeanings} {...field("scopes")} />
      <OnlyUnitField
        units={units}
        hint={
          watch("unit_id")
            ? "It reaches only this org unit: its data, and who has access to it."
            : "It reaches everything that you have access to, now and later."
        }
        {...field("unit_id", { setValueAs: (value: string | null) => value || null })}
      />
      <SelectField
        label="Expires after"
        value={days}
        onChange={(event) => choose(Number(event.target.value))}
        error={form.formState.errors.expires_at?.message}
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
    </DialogForm>
  );
}
