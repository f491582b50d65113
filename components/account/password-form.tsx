"use client";

import { useState } from "react";
import { toast } from "sonner";
import { FormError } from "@/components/forms/form-error";
import { useApiForm } from "@/components/forms/use-api-form";
import { useUnsavedGuard } from "@/components/forms/use-unsaved-guard";
import { Button } from "@/components/ui/button";
import { InputField } from "@/components/ui/field";
import { api } from "@/lib/http/api-client";

const EMPTY = { current_password: "", new_password: "" };

/** Changes your own password. One new-password field that can be shown, instead of two that must match. */
export function PasswordForm({ email }: { email: string }) {
  const [isShown, setShown] = useState(false);
  const { field, submit, reset, failure, formState } = useApiForm({
    schema: async () => (await import("@/domain/account/schema")).ChangePasswordBody,
    defaultValues: EMPTY,
    async save(input) {
      await api("PUT", "/me/password", input);
      reset(EMPTY);
      setShown(false);
      toast.success("Changed your password. Your other sessions have ended.");
    },
  });
  useUnsavedGuard(formState.isDirty);
  const type = isShown ? "text" : "password";

  return (
    <form onSubmit={submit} noValidate className="max-w-md space-y-4">
      <FormError error={failure} />
      {/* Password managers save the new password under this name. */}
      <input type="hidden" name="username" autoComplete="username" value={email} readOnly />
      <InputField label="Current password" type={type} autoComplete="current-password" {...field("current_password")} />
      <InputField
        label="New password"
        type={type}
        autoComplete="new-password"
        spellCheck={false}
        hint="12 to 256 characters that are hard to guess, for example four or more unrelated words. Not your name or e-mail address, no repetitions, no common passwords."
        {...field("new_password")}
      />
      <label className="flex min-h-6 w-fit items-center gap-2">
        <input
          type="checkbox"
          checked={isShown}
          onChange={(event) => setShown(event.target.checked)}
          className="size-4 accent-accent"
        />
        Show passwords
      </label>
      <Button type="submit" kind="primary">
        {formState.isSubmitting ? "Changing…" : "Change password"}
      </Button>
    </form>
  );
}
