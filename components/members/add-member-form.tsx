"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { DialogForm } from "@/components/forms/dialog-form";
import { useApiForm } from "@/components/forms/use-api-form";
import { InputField, SelectField } from "@/components/ui/field";
import { CreateMemberBody, type Member } from "@/domain/members/schema";
import { api } from "@/lib/http/api-client";
import type { Role } from "@/lib/roles";
import { generatePassword } from "./generate-password";
import { PasswordChoice } from "./password-choice";
import { RoleOptions } from "./role-options";
import { orgRoleMeanings } from "./role-words";
import { type ChosenUnit, UnitRolesField } from "./unit-roles-field";
import { usualMemberships } from "./usual-memberships";

/** `password` is set if it was generated, because nobody knows it yet. */
export type AddedMember = { member: Member; password: string | null };

type Props = { units: ChosenUnit[]; onAdded: (added: AddedMember) => void };

/** The form for a new member. */
export function AddMemberForm({ units, onAdded }: Props) {
  const router = useRouter();
  const [isGenerated, setGenerated] = useState(true);
  const [firstPassword] = useState(generatePassword);
  const unitsAreChosen = useRef(false);
  const form = useApiForm({
    schema: CreateMemberBody,
    defaultValues: {
      first_name: "",
      last_name: "",
      email: "",
      role: "viewer",
      ou_memberships: usualMemberships(units, "viewer"),
      password: firstPassword,
    },
    fieldOf: { email_taken: "email", mail_budget_exhausted: "email" },
    async save(input) {
      const member = await api<Member>("POST", "/members", input);
      router.refresh();
      onAdded({ member, password: isGenerated ? input.password : null });
    },
  });
  const { values, register, field, setValue, setFocus } = form;
  useEffect(() => void setFocus("first_name"), [setFocus]);
  const { errors } = form;
  const { role } = values;
  const roleField = field("role");

  return (
    <DialogForm form={form} action={["Add member", "Adding…"]}>
      <div className="grid gap-4 sm:grid-cols-2">
        <InputField label="First name" autoComplete="off" {...field("first_name")} />
        <InputField label="Last name" autoComplete="off" {...field("last_name")} />
      </div>
      <InputField label="E-mail" type="email" autoComplete="off" {...field("email")} />
      <SelectField
        label="Org role"
        hint={orgRoleMeanings[role]}
        {...roleField}
        onChange={(event) => {
          roleField.onChange(event);
          if (!unitsAreChosen.current)
            setValue("ou_memberships", usualMemberships(units, event.target.value as Role), true);
        }}
      >
        <RoleOptions />
      </SelectField>
      <UnitRolesField
        units={units}
        value={values.ou_memberships ?? []}
        firstRole={role}
        hint={
          role === "admin"
            ? "An org admin administers every org unit; these roles apply only if that ends."
            : "Without an org unit, the member sees only the directory."
        }
        error={errors.ou_memberships}
        onChange={(value) => {
          unitsAreChosen.current = true;
          setValue("ou_memberships", value);
        }}
      />
      <PasswordChoice
        isGenerated={isGenerated}
        password={values.password}
        error={errors.password}
        input={register("password")}
        onChoose={(generated) => {
          setGenerated(generated);
          setValue("password", generated ? generatePassword() : "", generated);
        }}
      />
    </DialogForm>
  );
}
