"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { useEndCreated } from "@/components/credentials/use-end-created";
import { DialogForm } from "@/components/forms/dialog-form";
import { FormDialog } from "@/components/forms/form-dialog";
import { useApiForm } from "@/components/forms/use-api-form";
import { InputField, SelectField } from "@/components/ui/field";
import { type Member, memberContent, UpdateMemberBody } from "@/domain/members/schema";
import { api } from "@/lib/http/api-client";
import { memberWords } from "./member-words";
import { orgRoleMeanings } from "./org-role-meanings";
import { RoleOptions } from "./role-options";

export type EditedMember = Pick<Member, "org_member_id" | "first_name" | "last_name" | "email" | "role">;
type FormProps = { member: EditedMember; mayChangeAll: boolean; isLastAdmin: boolean };
type Props = FormProps & { open: boolean; onClose: () => void };

/** Edits a member's profile, or your own name. */
export function EditMemberDialog({ open, onClose, ...rest }: Props) {
  return (
    <FormDialog open={open} onClose={onClose} title={rest.mayChangeAll ? "Edit profile" : "Edit your name"}>
      <EditMemberForm {...rest} onSaved={onClose} />
    </FormDialog>
  );
}

function EditMemberForm({ member, mayChangeAll, isLastAdmin, onSaved }: FormProps & { onSaved: () => void }) {
  const router = useRouter();
  const { org_member_id: id, first_name } = member;
  const seen = memberContent(member);
  const created = useEndCreated(`/members/${id}`);
  const form = useApiForm({
    schema: UpdateMemberBody,
    defaultValues: seen,
    edited: { seen, valuesOf: memberContent, words: memberWords },
    fieldOf: { email_taken: "email", mail_budget_exhausted: "email", last_admin: "role" },
    async save(input, version) {
      await api("PUT", `/members/${id}${input.role === "admin" ? "" : created.query}`, input, version);
      toast.success(`Saved ${input.first_name} ${input.last_name}`);
      router.refresh();
      onSaved();
    },
  });
  const { field, watch } = form;

  return (
    <DialogForm form={form} action={["Save", "Saving…"]}>
      <div className="grid gap-4 sm:grid-cols-2">
        <InputField label="First name" autoComplete="off" {...field("first_name")} />
        <InputField label="Last name" autoComplete="off" {...field("last_name")} />
      </div>
      {mayChangeAll && (
        <InputField label="E-mail" type="email" autoComplete="off" hint="They sign in with it." {...field("email")} />
      )}
      {mayChangeAll && !isLastAdmin && (
        <SelectField label="Org role" hint={orgRoleMeanings[watch("role")]} {...field("role")}>
          <RoleOptions />
        </SelectField>
      )}
      {seen.role === "admin" && watch("role") !== "admin" && created.choice}
      {mayChangeAll && isLastAdmin && (
        <p className="text-muted text-sm">
          The org role stays Admin: {first_name} is the only org admin. Make somebody else an admin first.
        </p>
      )}
      {!mayChangeAll && <p className="text-muted text-sm">Only an org admin can change your e-mail and org role.</p>}
    </DialogForm>
  );
}
