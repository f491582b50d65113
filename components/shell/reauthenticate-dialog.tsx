"use client";

import { FormDialogActions } from "@/components/forms/form-dialog-actions";
import { FormError } from "@/components/forms/form-error";
import { useApiForm } from "@/components/forms/use-api-form";
import { Dialog } from "@/components/ui/dialog";
import { InputField } from "@/components/ui/field";
import { ReauthenticateBody } from "@/domain/account/schema";
import { api } from "@/lib/http/api-client";

type Props = { open: boolean; onGiven: () => void; onCancel: () => void };

/** Asks for the password. */
export function ReauthenticateDialog({ open, onGiven, onCancel }: Props) {
  return (
    <Dialog
      open={open}
      onClose={onCancel}
      title="Enter your password to continue"
      description="You signed in a while ago, and this action changes access. It continues after you enter your password; nothing you entered is lost."
    >
      <PasswordForm onGiven={onGiven} onCancel={onCancel} />
    </Dialog>
  );
}

function PasswordForm({ onGiven, onCancel }: Omit<Props, "open">) {
  const { field, submit, failure, formState } = useApiForm({
    schema: ReauthenticateBody,
    defaultValues: { password: "" },
    async save(input) {
      await api("POST", "/me/reauthenticate", input);
      onGiven();
    },
  });
  return (
    <form onSubmit={submit} noValidate className="space-y-4">
      <FormError error={failure} />
      <InputField label="Your password" type="password" autoComplete="current-password" {...field("password")} />
      <FormDialogActions onCancel={onCancel} isBusy={formState.isSubmitting} action={["Continue", "Checking…"]} />
    </form>
  );
}
