"use client";

import { useRouter } from "next/navigation";
import { useEffect, useRef, useState } from "react";
import { DialogForm } from "@/components/forms/dialog-form";
import { useApiForm } from "@/components/forms/use-api-form";
import { CheckboxField, InputField, SelectField } from "@/components/ui/field";
import { CreateMemberBody } from "@/domain/members/schema";
import { nameFromAddress } from "@/lib/name-from-address";
import { type AddedPerson, addPerson } from "./add-person";
import { generatePassword } from "./generate-password";
import { orgRoleMeanings } from "./org-role-meanings";
import { PasswordChoice } from "./password-choice";
import { RoleOptions } from "./role-options";
import { roleNames } from "./role-words";
import { type ChosenUnit, UnitRolesField } from "./unit-roles-field";
import { usualMemberships } from "./usual-memberships";

/** With the first password, if they got one: the generated one, which nobody knows yet, or only that one was typed. */
export type AddedMember = { member: AddedPerson; password: { generated: string } | "typed" | null };

type Props = { units: ChosenUnit[]; onAdded: (added: AddedMember) => void };

const PersonForm = CreateMemberBody.partial({ password: true });
const wantsName = (address: string) => /^[^@\s]+@[^@\s]+$/.test(address);

/** The form for a new member: the address is enough, and the rest follows from it unless it is chosen. */
export function AddMemberForm({ units, onAdded }: Props) {
  const router = useRouter();
  const [isGenerated, setGenerated] = useState(true);
  const [isDetailed, setDetailed] = useState(false);
  const own = useRef({ name: false, units: false }); // what was chosen, and no longer follows
  const form = useApiForm({
    schema: PersonForm,
    defaultValues: {
      first_name: "",
      last_name: "",
      email: "",
      role: "viewer",
      ou_memberships: usualMemberships(units, "viewer"),
    },
    fieldOf: { email_taken: "email", mail_budget_exhausted: "email" },
    async save(input) {
      const member = await addPerson(input);
      router.refresh();
      const { password } = input;
      onAdded({ member, password: password === undefined ? null : isGenerated ? { generated: password } : "typed" });
    },
  });
  const { register, field, watch, setValue, setFocus } = form;
  useEffect(() => setFocus("email"), [setFocus]);
  const { errors } = form.formState;
  const [role, password, memberships = []] = watch(["role", "password", "ou_memberships"]);
  const name = `${watch("first_name")} ${watch("last_name")}`.trim();
  const isFaulty = Boolean(errors.first_name || errors.last_name || errors.role || errors.ou_memberships);

  function followAddress(address: string) {
    if (own.current.name) return;
    const { first_name, last_name } = wantsName(address) ? nameFromAddress(address) : { first_name: "", last_name: "" };
    setValue("first_name", first_name);
    setValue("last_name", last_name);
  }
  const ownName = {
    onChange: () => {
      own.current.name = true;
    },
  };

  return (
    <DialogForm form={form} action={["Add member", "Adding…"]}>
      <InputField
        label="E-mail"
        type="email"
        autoComplete="off"
        hint="They get an invitation by e-mail, and choose their own password with it."
        {...field("email", { onChange: (event) => followAddress(event.target.value.trim()) })}
      />
      <details
        open={isDetailed || isFaulty}
        onToggle={(event) => setDetailed(event.currentTarget.open)}
        className="rounded-md border border-line px-3 py-2"
      >
        <summary className="min-h-6 font-medium">
          Name, role and org units{" "}
          <span className="block wrap-anywhere font-normal text-muted text-sm">
            {[name, roleNames[role], namesOf(units, memberships)].filter(Boolean).join(" · ")}
          </span>
        </summary>
        <div className="mt-3 space-y-4 pb-1">
          <div className="grid gap-4 sm:grid-cols-2">
            <InputField label="First name" autoComplete="off" {...field("first_name", ownName)} />
            <InputField label="Last name" autoComplete="off" {...field("last_name", ownName)} />
          </div>
          <SelectField
            label="Org role"
            hint={orgRoleMeanings[role]}
            {...field("role", {
              onChange: (event) => {
                if (!own.current.units) setValue("ou_memberships", usualMemberships(units, event.target.value));
              },
            })}
          >
            <RoleOptions />
          </SelectField>
          <UnitRolesField
            units={units}
            value={memberships}
            firstRole={role}
            hint={
              role === "admin"
                ? "An org admin administers every org unit; these roles apply only if that ends."
                : "Without an org unit, the member sees only the directory."
            }
            error={errors.ou_memberships?.message}
            onChange={(value) => {
              own.current.units = true;
              setValue("ou_memberships", value, { shouldDirty: true });
            }}
          />
        </div>
      </details>
      <CheckboxField
        label="Also give them a first password"
        hint="For those who cannot get mail now: you tell it to them."
        checked={password !== undefined}
        onChange={(event) => {
          setGenerated(true);
          setValue("password", event.target.checked ? generatePassword() : undefined);
        }}
      />
      {password !== undefined && (
        <PasswordChoice
          isGenerated={isGenerated}
          password={password}
          error={errors.password?.message}
          input={register("password", { shouldUnregister: true })}
          onChoose={(generated) => {
            setGenerated(generated);
            setValue("password", generated ? generatePassword() : "", { shouldDirty: !generated });
          }}
        />
      )}
    </DialogForm>
  );
}

function namesOf(units: readonly ChosenUnit[], chosen: readonly { unit_id: string }[]): string {
  const [first, ...more] = units.filter(({ unit_id: id }) => chosen.some((one) => one.unit_id === id));
  if (!first) return "no org unit";
  return more.length > 0 ? `${first.name} +${more.length}` : first.name;
}
