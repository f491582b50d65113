"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { DialogForm } from "@/components/forms/dialog-form";
import { useApiForm } from "@/components/forms/use-api-form";
import { InputField, SelectField } from "@/components/ui/field";
import { CreateMemberBody, type Member } from "@/domain/members/schema";
import { api } from "@/lib/http/api-client";
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
  const { register, field, watch, setValue, setFocus } = form;
  useEffect(() => setFocus("first_name"), [setFocus]);
  const { errors } = form.formState;
  const role = watch("role");

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
        {...field("role", {
          onChange: (event) => {
            if (!unitsAreChosen.current) setValue("ou_memberships", usualMemberships(units, event.target.value));
          },
        })}
      >
        <RoleOptions />
      </SelectField>
      <UnitRolesField
        units={units}
        value={watch("ou_memberships") ?? []}
        firstRole={role}
        hint={
          role === "admin"
            ? "An org admin administers every org unit; these roles apply only if that ends."
            : "Without an org unit, the member sees only the directory."
        }
        error={errors.ou_memberships?.message}
        onChange={(value) => {
          unitsAreChosen.current = true;
          setValue("ou_memberships", value, { shouldDirty: true });
        }}
      />
      <PasswordChoice
        isGenerated={isGenerated}
        password={watch("password")}
        error={errors.password?.message}
        input={register("password")}
        onChoose={(generated) => {
          setGenerated(generated);
          setValue("password", generated ? generatePassword() : "", { shouldDirty: !generated });
        }}
      />
    </DialogForm>
  );
}
