"use client";

import { useRouter } from "next/navigation";
import { toast } from "sonner";
import { DialogForm } from "@/components/forms/dialog-form";
import { FormDialog } from "@/components/forms/form-dialog";
import { useApiForm } from "@/components/forms/use-api-form";
import { InputField } from "@/components/ui/field";
import { ResendInvitationBody } from "@/domain/invitations/schema";
import { api } from "@/lib/http/api-client";

type FormProps = { member: { org_member_id: string; name: string; email: string } };
type Props = FormProps & { open: boolean; onClose: () => void };

/** Corrects an invited member's address and invites them again, in one step. */
export function CorrectAddressDialog({ open, onClose, member }: Props) {
  return (
    <FormDialog
      open={open}
      onClose={onClose}
      title={`Correct the address of ${member.name}`}
      description="The invitation goes to the corrected address, and earlier links stop working."
    >
      <CorrectAddressForm member={member} onSaved={onClose} />
    </FormDialog>
  );
}

function CorrectAddressForm({ member, onSaved }: FormProps & { onSaved: () => void }) {
  const router = useRouter();
  const form = useApiForm({
    schema: ResendInvitationBody.required(),
    defaultValues: { email: member.email },
    fieldOf: { email_taken: "email", too_soon: "email", mail_budget_exhausted: "email" },
    async save(input) {
      await api("POST", `/members/${member.org_member_id}/invitation`, input);
      toast.success(`Invited ${input.email}`);
      router.refresh();
      onSaved();
    },
  });
  const { field } = form;

  return (
    <DialogForm form={form} action={["Correct and invite", "Inviting…"]}>
      <InputField label="E-mail" type="email" autoComplete="off" hint="They sign in with it." {...field("email")} />
    </DialogForm>
  );
}
