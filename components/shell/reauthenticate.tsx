"use client";

import { useEffect, useRef, useState } from "react";
import { FormDialogActions } from "@/components/forms/form-dialog-actions";
import { FormError } from "@/components/forms/form-error";
import { useApiForm } from "@/components/forms/use-api-form";
import { Dialog } from "@/components/ui/dialog";
import { InputField } from "@/components/ui/field";
import { ReauthenticateBody } from "@/domain/account/schema";
import { api, onPasswordWanted } from "@/lib/http/api-client";

/**
 * Asks for the password where the API wants it again, whatever form or button was refused; that goes on by itself then. All
 * that is refused meanwhile waits for the same answer.
 */
export function Reauthenticate() {
  const [isOpen, setOpen] = useState(false);
  const waiting = useRef<((isGiven: boolean) => void)[]>([]);

  useEffect(
    () =>
      onPasswordWanted(() => {
        setOpen(true);
        return new Promise((resolve) => waiting.current.push(resolve));
      }),
    [],
  );

  function settle(isGiven: boolean) {
    setOpen(false);
    for (const resolve of waiting.current.splice(0)) resolve(isGiven);
  }

  return (
    <Dialog
      open={isOpen}
      onClose={() => settle(false)}
      title="Enter your password to go on"
      description="You signed in a while ago, and this gives or takes access. It goes on by itself, and what you entered is kept."
    >
      <PasswordForm onGiven={() => settle(true)} onCancel={() => settle(false)} />
    </Dialog>
  );
}

function PasswordForm({ onGiven, onCancel }: { onGiven: () => void; onCancel: () => void }) {
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
      <FormDialogActions onCancel={onCancel} isBusy={formState.isSubmitting} action={["Go on", "Checking…"]} />
    </form>
  );
}
